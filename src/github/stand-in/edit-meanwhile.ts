import { placeIn } from './answer-request.ts'
import { editIssue, type IssueFields } from './change-issues.ts'
import type { StandInIssue } from './stand-in-types.ts'
import type { StandInWorld } from './stand-in-world.ts'

/** Has a person change the issue that a request is about, and tells the webhook. */
export function editMeanwhile(
  { state, emit }: StandInWorld,
  path: string,
  edit: (issue: StandInIssue) => void,
  login: string,
): void {
  const place = placeIn(path)
  const repository =
    place && ('id' in place ? state.repositoryById(place.id) : state.repository(place.fullName))
  const issue = repository?.threads.get(Number(/^\/issues\/(\d+)$/.exec(place?.rest ?? '')?.[1]))
  if (repository === undefined || issue === undefined) return
  const draft = { ...issue, labels: [...issue.labels] }
  edit(draft)
  const { title, body, state: wanted, stateReason, labels } = draft
  const fields: IssueFields = { title, body, labels: labels.map(({ name }) => name) }
  if (wanted !== issue.state) Object.assign(fields, { state: wanted, stateReason })
  emit(editIssue(state, repository, issue, state.user(login), fields).events)
}
