import { weigh } from '../embedding/lexical-features.ts'
import { type Guidance, type GuidanceVersion, Prisma } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { sparsevecLiteral, vectorLiteral } from '../reports/vectors/vector-literals.ts'
import type { TextVector } from '../reports/vectors/vectorize-texts.ts'
import { type CaseScope, scopeFits } from './guidance-scope.ts'

/** A case that guidance is looked for. */
export type Case = CaseScope & {
  organizationId: string
  productId: string | null
  problemId: string | null
  vector: TextVector
}

/** Why guidance applies: it was written for this problem, it is about this component, or it reads like the case. */
export type MatchReason = 'PROBLEM' | 'COMPONENT' | 'LIKENESS'

export type GuidanceMatch = {
  guidance: Guidance
  version: GuidanceVersion
  reason: MatchReason
  /** Of the case's text and the guidance's, 0..1; of wording alone, texts of two languages are hardly alike. */
  likeness: number
}

/** Likeness from which guidance applies that nothing but its text speaks for; chosen on queries in docs/guidance.md. */
const likeEnough = { mixed: 0.28, lexical: 0.18 }

const weight: Record<MatchReason, number> = { PROBLEM: 2, COMPONENT: 1, LIKENESS: 0 }

/** The guidance that applies to a case, best first. */
export async function matchGuidance(deps: Deps, found: Case, limit: number): Promise<GuidanceMatch[]> {
  const candidates = await deps.database.prisma.guidance.findMany({
    where: {
      organizationId: found.organizationId,
      status: 'PUBLISHED',
      ...(found.productId === null ? {} : { productId: found.productId }),
    },
    include: { versions: { orderBy: { version: 'desc' }, take: 1 } },
  })
  const fitting = candidates.flatMap(({ versions: [version], ...guidance }) => {
    const fits =
      version &&
      (scopeFits({ ...version, componentId: guidance.componentId }, found) || isFor(guidance, found))
    return version && fits ? [{ guidance, version }] : []
  })
  if (fitting.length === 0) return []
  const likeness = await likenessTo(
    deps,
    found,
    fitting.map(({ guidance }) => guidance.id),
  )
  return fitting
    .flatMap(({ guidance, version }) => {
      const { likeness: score = 0, mixed = false } = likeness.get(guidance.id) ?? {}
      const reason = reasonOf(guidance, found, score >= (mixed ? likeEnough.mixed : likeEnough.lexical))
      return reason === null ? [] : [{ guidance, version, reason, likeness: score }]
    })
    .sort((a, b) => weight[b.reason] + b.likeness - (weight[a.reason] + a.likeness))
    .slice(0, limit)
}

const isFor = (guidance: Guidance, { problemId }: Case): boolean =>
  problemId !== null && guidance.problemId === problemId

function reasonOf(guidance: Guidance, found: Case, alike: boolean): MatchReason | null {
  if (isFor(guidance, found)) return 'PROBLEM'
  if (guidance.componentId !== null && guidance.componentId === found.componentId) return 'COMPONENT'
  return alike ? 'LIKENESS' : null
}

async function likenessTo(deps: Deps, { organizationId, vector }: Case, guidanceIds: readonly string[]) {
  const lexicon = await deps.lexicons.of(deps.database.prisma, organizationId)
  const lexical = Prisma.sql`-(lexical <#> ${sparsevecLiteral(weigh(vector.features, lexicon))}::sparsevec)`
  const mixed = Prisma.sql`coalesce(model = ${vector.model}, false)`
  const likeness =
    vector.dense === null
      ? lexical
      : Prisma.sql`CASE WHEN ${mixed} THEN ${vector.denseShare}::float8 * -(dense <#> ${vectorLiteral(vector.dense)}::vector)
          + ${1 - vector.denseShare}::float8 * ${lexical} ELSE ${lexical} END`
  const rows = await deps.database.prisma.$queryRaw<
    { guidanceId: string; likeness: number; mixed: boolean }[]
  >(
    Prisma.sql`SELECT guidance_id AS "guidanceId", avg(${likeness}) AS likeness, bool_and(${mixed}) AS mixed
      FROM guidance_vectors
      WHERE organization_id = ${organizationId}::uuid AND guidance_id = ANY(${[...guidanceIds]}::uuid[])
      GROUP BY guidance_id`,
  )
  return new Map(rows.map((row) => [row.guidanceId, row]))
}
