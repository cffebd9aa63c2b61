import { inTransaction } from '../../../src/platform/database/transaction.ts'
import { DomainError } from '../../../src/platform/errors.ts'
import { mergeProblems } from '../../../src/problems/merge-problems.ts'
import { splitProblem } from '../../../src/problems/split-problem.ts'
import { undoDecision } from '../../../src/problems/undo-decision.ts'
import { dropWrite } from '../../../src/tickets/drop-write.ts'
import { openTicket } from '../../../src/tickets/open-ticket.ts'
import { retryTicket } from '../../../src/tickets/retry-ticket.ts'
import { unlinkTicket } from '../../../src/tickets/unlink-ticket.ts'
import type { Place, Walk } from './open-walk.ts'
import { addProblem, addReports } from './store-troubles.ts'

const languages = ['en', 'en', 'en', 'en', 'tr', 'de', 'fr'] as const

/** Customers report something: what nobody has before, as long as there may be more problems, or what is known. */
export async function customersReport(walk: Walk, mostProblems: number): Promise<void> {
  const { dice, deps, places } = walk
  const place = dice.pick(places) as Place
  const { viewer, productId } = place
  const isNew = (await deps.database.prisma.problem.count()) < mostProblems && dice.hits(0.8)
  const problem = isNew ? { id: await addProblem(walk, place), productId } : await somethingKnown(walk, place)
  if (problem === null) return
  const count = isNew
    ? dice.between(2, 5)
    : dice.weighted([
        [5, dice.between(1, 3)],
        [1, 40],
      ] as const)
  walk.tell(`${count} customers report ${problem.id.slice(-4)}${isNew ? ', which is new' : ''}`)
  await addReports(walk, viewer, problem, count, dice.pick(languages) ?? 'en')
}

async function somethingKnown({ deps, dice }: Walk, { viewer: { organizationId }, productId }: Place) {
  const known = await deps.database.prisma.problem.findMany({
    where: { organizationId, productId, mergedIntoId: null },
    orderBy: { id: 'asc' },
    select: { id: true, productId: true },
  })
  return dice.pick(known) ?? null
}

/** A designer decides. What is refused stays as it is. */
export async function designerDecides(walk: Walk): Promise<void> {
  const { dice, deps, places } = walk
  const place = dice.pick(places) as Place
  const { viewer } = place
  const problem = await somethingKnown(walk, place)
  const other = await somethingKnown(walk, place)
  if (problem === null || other === null) return
  const about = { problemId: problem.id }
  const ticket = await deps.database.prisma.ticket.findFirst({ where: { problemId: problem.id } })
  const act = dice.weighted<[string, () => Promise<unknown>]>([
    [3, ['merges', () => mergeProblems(deps, viewer, { ...about, otherProblemIds: [other.id] })]],
    [2, ['undoes a merge', () => undoSome(walk, place)]],
    [1.5, ['splits', () => split(walk, place, problem.id)]],
    [1, ['opens', () => openTicket(deps, viewer, about)]],
    [4, ['retries what is blocked', () => retryBlocked(walk, place)]],
    [0.3, ['drops', () => (ticket ? dropWrite(deps, viewer, { id: ticket.id }) : Promise.resolve())]],
    [0.3, ['unlinks', () => unlinkTicket(deps, viewer, about)]],
  ])
  walk.tell(`a designer ${act[0]}: ${problem.id.slice(-4)}, ${other.id.slice(-4)}`)
  try {
    await act[1]()
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    walk.tell(`  refused: ${error.code}`)
  }
}

async function undoSome({ deps, dice }: Walk, { viewer }: Place): Promise<void> {
  const merges = await deps.database.prisma.decision.findMany({
    where: { organizationId: viewer.organizationId, kind: { in: ['MERGED', 'SPLIT'] }, undoneBy: null },
    orderBy: { id: 'desc' },
    take: 3,
  })
  const merge = dice.pick(merges)
  if (merge !== undefined) await undoDecision(deps, viewer, { decisionId: merge.id })
}

async function split({ deps }: Walk, { viewer }: Place, problemId: string): Promise<void> {
  const { organizationId } = viewer
  const members = await deps.database.prisma.membership.findMany({
    where: { organizationId, problemId },
    orderBy: { reportId: 'asc' },
  })
  const half = members.slice(0, Math.floor(members.length / 2)).map(({ reportId }) => reportId)
  if (half.length > 0) await splitProblem(deps, viewer, { problemId, reportIds: half })
}

/** What GitHub refused for want of permission is tried again by people only. */
export async function retryBlocked({ deps }: Walk, { viewer: { organizationId }, productId }: Place) {
  const blocked = await deps.database.prisma.ticket.findMany({
    where: { organizationId, state: { in: ['BLOCKED', 'PAUSED'] }, problem: { productId } },
    orderBy: { id: 'asc' },
  })
  for (const ticket of blocked)
    await inTransaction(deps.database, (transaction) => retryTicket(deps, transaction, ticket))
}
