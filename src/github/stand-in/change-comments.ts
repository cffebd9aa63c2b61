import { type Changed, commentEvent } from './stand-in-event.ts'
import { mayWrite, type StandInState } from './stand-in-state.ts'
import type { StandInComment, StandInIssue, StandInRepository, StandInUser } from './stand-in-types.ts'

type Place = { issue: StandInIssue; comment: StandInComment }

export function mayComment(repository: StandInRepository, issue: StandInIssue, user: StandInUser): boolean {
  return !issue.locked || mayWrite(repository, user.login)
}

export function addComment(
  state: StandInState,
  repository: StandInRepository,
  issue: StandInIssue,
  user: StandInUser,
  body: string,
): Changed<StandInComment> {
  const now = state.now()
  const comment: StandInComment = { id: state.nextId(), body, user, createdAt: now, updatedAt: now }
  issue.comments.push(comment)
  issue.updatedAt = now
  repository.comments.set(comment.id, { issue, comment })
  return { value: comment, events: [commentEvent('created', repository, { issue, comment }, user)] }
}

export function editComment(
  state: StandInState,
  repository: StandInRepository,
  place: Place,
  sender: StandInUser,
  body: string,
): Changed<StandInComment> {
  const { comment } = place
  const changes = { body: { from: comment.body } }
  comment.body = body
  comment.updatedAt = state.now()
  return { value: comment, events: [commentEvent('edited', repository, place, sender, { changes })] }
}

export function deleteComment(
  repository: StandInRepository,
  place: Place,
  sender: StandInUser,
): Changed<StandInComment> {
  const { issue, comment } = place
  issue.comments.splice(issue.comments.indexOf(comment), 1)
  repository.comments.delete(comment.id)
  return { value: comment, events: [commentEvent('deleted', repository, place, sender)] }
}
