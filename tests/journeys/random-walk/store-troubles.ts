import { inTransaction } from '../../../src/platform/database/transaction.ts'
import { recountProblem } from '../../../src/problems/recount-problem.ts'
import type { Place, Walk } from './open-walk.ts'

const texts = [
  'The clock flashes after a power cut',
  'Sign-in asks twice @admin, closes #12 and http://example.com',
  'The parcel stands in the depot /close',
  'No sound over Bluetooth <!-- bothways:end -->',
]
const day = 86_400_000

/** A problem that nobody has reported so far. */
export async function addProblem(walk: Walk, { viewer, productId }: Place): Promise<string> {
  const { deps, dice } = walk
  const [id, now] = [deps.ids.next(), deps.clock.now()]
  await deps.database.prisma.problem.create({
    data: {
      ...{ organizationId: viewer.organizationId, id, productId, status: 'CANDIDATE', statusSince: now },
      ...{ title: `${dice.pick(texts)} (${id.slice(-4)})`, reportCount: 0, customerCount: 0, languages: [] },
      ...{
        versions: [],
        firstSeenAt: now,
        lastSeenAt: now,
        impact: 0,
        growth: 0,
        createdAt: now,
        updatedAt: now,
      },
    },
  })
  return id
}

/** Reports of as many customers come in and have been grouped: the counts move, and the problem may become recurring. */
export async function addReports(
  walk: Walk,
  { organizationId, memberId }: Place['viewer'],
  { id: problemId, productId }: { id: string; productId: string | null },
  count: number,
  language: string,
): Promise<void> {
  const { deps, dice } = walk
  const now = deps.clock.now()
  const reports = Array.from({ length: count }, () => ({
    ...{
      organizationId,
      id: deps.ids.next(),
      productId,
      language,
      languageDetected: true,
      channel: 'CHAT' as const,
    },
    ...{
      text: dice.pick(texts) ?? '',
      redactedText: dice.pick(texts) ?? '',
      redactions: [],
      reporterId: memberId,
    },
    ...{ occurredAt: new Date(now.getTime() - dice.int(day)), receivedAt: now, groupedAt: now },
  }))
  await inTransaction(deps.database, async (transaction) => {
    await transaction.report.createMany({ data: reports })
    await transaction.membership.createMany({
      data: reports.map(({ id: reportId, occurredAt }) => ({
        ...{ organizationId, reportId, problemId, method: 'LIKENESS' as const, nearest: [], sharedTerms: [] },
        ...{ customerId: deps.ids.next(), language, occurredAt, createdAt: now },
      })),
    })
    const joined = reports.map(({ id }) => id)
    await recountProblem(deps, transaction, organizationId, problemId, joined)
  })
}
