import type { Guidance, GuidanceVersion } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { type GuidanceAuthor, type PreparedVersion, storeVersion } from './store-guidance-version.ts'

/** What is written outside: its key makes publishing it again the same guidance. */
export type Origin = Pick<
  Guidance,
  'organizationId' | 'kind' | 'productId' | 'componentId' | 'problemId' | 'sourceUrl'
> & { sourceKey: string }

export type PublishedGuidance = Guidance & { current: GuidanceVersion }

/** Publishes what a source says as new guidance, or as the next version of what it said before. */
export async function publishFromSource(
  deps: Deps,
  transaction: Transaction,
  { organizationId, sourceKey, ...origin }: Origin,
  content: PreparedVersion,
  author: GuidanceAuthor,
): Promise<PublishedGuidance> {
  const source = { organizationId, sourceKey }
  const now = deps.clock.now()
  const known = await findBySource(transaction, organizationId, sourceKey)
  // Told twice, or after an edit that changed nothing. Times tell nothing: an edit may be younger than what was
  // read, and older than when that was published.
  if (known !== null && saysTheSame(known, origin, content)) return known
  const changed = { ...origin, status: 'PUBLISHED', updatedAt: now } as const
  const guidance = await transaction.guidance.upsert({
    where: { organizationId_sourceKey: source },
    create: { ...source, ...changed, id: deps.ids.next(), version: 1, createdAt: now },
    update: { ...changed, version: { increment: 1 } },
  })
  await storeVersion(deps, transaction, guidance, content, author)
  const { id: guidanceId, version } = guidance
  const current = await transaction.guidanceVersion.findUniqueOrThrow({
    where: { organizationId_guidanceId_version: { organizationId, guidanceId, version } },
  })
  return { ...guidance, current }
}

/** The guidance of a source, whatever became of it, with its last version. */
export async function findBySource(
  { guidance }: Pick<Transaction, 'guidance'>,
  organizationId: string,
  sourceKey: string,
): Promise<PublishedGuidance | null> {
  const found = await guidance.findUnique({
    where: { organizationId_sourceKey: { organizationId, sourceKey } },
    include: { versions: { orderBy: { version: 'desc' }, take: 1 } },
  })
  const [current] = found?.versions ?? []
  return found === null || current === undefined ? null : { ...found, current }
}

const saysTheSame = (
  { current, ...known }: PublishedGuidance,
  said: Omit<Origin, 'organizationId' | 'sourceKey'>,
  content: PreparedVersion,
): boolean =>
  known.status === 'PUBLISHED' &&
  known.kind === said.kind &&
  known.productId === said.productId &&
  known.componentId === said.componentId &&
  current.title === content.title &&
  current.body === content.body &&
  current.versionRange === (content.versions ?? null) &&
  current.touchpoint === (content.touchpoint ?? null) &&
  current.reviewOn?.getTime() === content.reviewOn?.getTime() &&
  String(current.locales) === String(content.locales ?? [])
