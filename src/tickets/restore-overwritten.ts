import type { GitHub } from '../github/github.ts'
import type { Deps } from '../platform/deps.ts'
import { livingBlockOf, outsideOf, replaceLivingBlock } from '../repositories/living-block.ts'
import { lookAtRepository } from '../repositories/look-at-repository.ts'
import type { Wait } from '../repositories/rest-repository.ts'
import { withWriter } from '../repositories/with-writer.ts'
import type { TicketAtHand } from './find-ticket.ts'
import { beganAnEdit, isOwnEdit, noteOwnEdit } from './own-edits.ts'
import { isElsewhere } from './refresh-issue.ts'

const lookAgainMs = 10 * 60_000
const keptMs = 30 * 24 * 60 * 60_000

type Edit = { body: { from: string; to: string }; updatedAt: string }

/**
 * GitHub takes an edit whatever has changed since we read: a person's words, saved in the moment between, would be
 * lost. It tells of both edits with the text before them, so the words are found there and put back.
 */
export async function restoreOverwritten(
  deps: Deps,
  github: GitHub,
  ticket: TicketAtHand,
  edit: Edit,
  byUs: boolean,
): Promise<Wait | null> {
  const { number } = ticket
  if (number === null) return null
  const theirs = byUs ? edit.body.from : edit.body.to
  if (byUs ? !overwrote(ticket, edit) : !mayBeOverwritten(ticket, edit)) return null
  const look = await lookAtRepository(deps, github, ticket.repository)
  if (look.outcome === 'wait') return look
  if (look.outcome === 'obstructed') return untilMended(deps, edit)
  const { repository } = look
  return withWriter(deps, repository, async () => {
    const read = await github.readIssue(repository.name, number)
    if (read.outcome !== 'ok') throw new Error(`${repository.name}#${number} can't be read: ${read.outcome}`)
    if (isElsewhere(read.value, { ...ticket, repository })) return
    const { body } = read.value
    // Changed again since by somebody else: whoever did that saw how it was. Our own part may have moved on.
    if (byUs ? outsideOf(body) !== outsideOf(edit.body.to) : !isOwnEdit(ticket, edit.body.from, body)) return
    const ours = livingBlockOf(body)
    const restored = ours === null ? null : replaceLivingBlock(theirs, ours)
    if (restored === null || restored === body) return
    await noteOwnEdit(deps, ticket, body, restored)
    const answer = await github.updateIssue(repository.name, number, { body: restored })
    deps.counters.writes.inc({ kind: 'edit', outcome: answer.outcome })
    if (answer.outcome !== 'updated') throw new Error(`an edit of ${repository.name}#${number} is still lost`)
    const { organizationId, id } = ticket
    await deps.database.prisma.ticket.updateMany({
      where: { organizationId, id },
      data: { issueUpdatedAt: answer.updatedAt },
    })
  })
}

/** Where nothing can be written now, the words wait until it can, a month at most. */
function untilMended({ clock }: Deps, { updatedAt }: Edit): Wait | null {
  const now = clock.now().getTime()
  const isKept = !(Date.parse(updatedAt) < now - keptMs)
  return isKept ? { until: new Date(now + lookAgainMs), reason: 'Nothing can be written there.' } : null
}

/** Ours took words away that we had not read. */
const overwrote = (ticket: TicketAtHand, { body: { from, to } }: Edit): boolean =>
  outsideOf(from) !== outsideOf(to) && !isOwnEdit(ticket, from, to)

/** They began with a text that we had read too, and what came of it is not ours. */
const mayBeOverwritten = (ticket: TicketAtHand, { body: { from, to } }: Edit): boolean =>
  beganAnEdit(ticket, from) && !isOwnEdit(ticket, from, to)
