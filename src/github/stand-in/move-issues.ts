import { addThread } from './change-issues.ts'
import { type Changed, issueEvent } from './stand-in-event.ts'
import type { StandInState } from './stand-in-state.ts'
import type { StandInIssue, StandInRepository, StandInUser } from './stand-in-types.ts'

export function deleteIssue(
  repository: StandInRepository,
  issue: StandInIssue,
  sender: StandInUser,
): Changed<StandInIssue> {
  remove(repository, issue)
  repository.gone.set(issue.number, 'deleted')
  return { value: issue, events: [issueEvent('deleted', repository, issue, sender)] }
}

/** Under a new id and number; its old address leads there. Only labels and types that the target has go along. */
export function transferIssue(
  state: StandInState,
  from: StandInRepository,
  issue: StandInIssue,
  sender: StandInUser,
  to: StandInRepository,
): Changed<StandInIssue> {
  const { id: _oldId, ...kept } = issue
  const moved = addThread(state, to, issue.user, {
    ...kept,
    labels: issue.labels.flatMap(({ name }) => to.labels.get(name.toLowerCase()) ?? []),
    type: to.types.find(({ name }) => name === issue.type?.name) ?? null,
    comments: issue.comments.map((comment) => ({ ...comment, id: state.nextId() })),
    updatedAt: state.now(),
  })
  for (const comment of moved.comments) to.comments.set(comment.id, { issue: moved, comment })
  remove(from, issue)
  from.gone.set(issue.number, { repository: to, issue: moved })
  return {
    value: moved,
    events: [
      issueEvent('transferred', from, issue, sender, (presenter) => ({
        changes: { new_issue: presenter.issue(to, moved), new_repository: presenter.repository(to) },
      })),
      issueEvent('opened', to, moved, sender, (presenter) => ({
        changes: { old_issue: presenter.issue(from, issue), old_repository: presenter.repository(from) },
      })),
    ],
  }
}

function remove(repository: StandInRepository, issue: StandInIssue): void {
  repository.threads.delete(issue.number)
  for (const { id } of issue.comments) repository.comments.delete(id)
}
