import { addThread, editIssue } from './change-issues.ts'
import { shaOf } from './sha-of.ts'
import type { Changed, StandInEvent } from './stand-in-event.ts'
import { fullNameOf, type StandInState, same } from './stand-in-state.ts'
import type { StandInIssue, StandInRepository, StandInUser } from './stand-in-types.ts'

export type NewPull = { title: string; body: string; base?: string }

export function openPull(
  state: StandInState,
  repository: StandInRepository,
  user: StandInUser,
  { title, body, base = repository.defaultBranch }: NewPull,
): Changed<StandInIssue> {
  const id = state.nextId()
  const head = `change-${id}`
  const pull = { id, base, head, headSha: shaOf(head), mergedAt: null, mergedBy: null, mergeSha: null }
  const thread = addThread(state, repository, user, { title, body, pull })
  return { value: thread, events: [pullEvent('opened', repository, thread, user)] }
}

/** @param closes whether the issues that its text says it closes are closed */
export function closePull(
  state: StandInState,
  repository: StandInRepository,
  thread: StandInIssue,
  sender: StandInUser,
  { merged, closes }: { merged: boolean; closes?: boolean | undefined },
): Changed<StandInIssue> {
  const { pull } = thread
  if (pull === null) throw new Error(`${fullNameOf(repository)}#${thread.number} is no pull request.`)
  if (thread.state === 'closed') return { value: thread, events: [] }
  const now = state.now()
  Object.assign(thread, { state: 'closed', closedBy: sender, closedAt: now, updatedAt: now })
  const events = [pullEvent('closed', repository, thread, sender)]
  if (!merged) return { value: thread, events }

  Object.assign(pull, { mergedAt: now, mergedBy: sender, mergeSha: shaOf(`merge ${pull.headSha}`) })
  if (closes ?? pull.base === repository.defaultBranch) {
    for (const issue of closedBy(repository, thread)) {
      const { events: more } = editIssue(state, repository, issue, sender, {
        state: 'closed',
        stateReason: 'completed',
      })
      events.push(...more)
    }
  }
  return { value: thread, events }
}

const keyword =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:(?:https?:\/\/[^/\s]+\/)?([\w.-]+\/[\w.-]+))?(?:#|\/issues\/)(\d+)\b/gi

/** Open issues of the same repository. */
function closedBy(repository: StandInRepository, { body }: StandInIssue): StandInIssue[] {
  return [...(body ?? '').matchAll(keyword)].flatMap(([, name, number]) => {
    const isHere = name === undefined || same(name, fullNameOf(repository))
    const issue = repository.threads.get(Number(number))
    return isHere && issue?.pull === null && issue.state === 'open' ? [issue] : []
  })
}

function pullEvent(
  action: string,
  repository: StandInRepository,
  thread: StandInIssue,
  sender: StandInUser,
): StandInEvent {
  return {
    event: 'pull_request',
    action,
    repository,
    sender,
    about: (presenter) => ({ number: thread.number, pull_request: presenter.pull(repository, thread) }),
  }
}
