import { EmbedderUnavailable } from '../embedding/embedder.ts'
import { weigh } from '../embedding/lexical-features.ts'
import { type Guidance, type GuidanceVersion, Prisma } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { sparsevecLiteral, vectorLiteral } from '../reports/vectors/vector-literals.ts'
import { vectorizeTexts, vectorizeWording } from '../reports/vectors/vectorize-texts.ts'
import { type CaseScope, scopeFits } from './guidance-scope.ts'

/** A case that guidance is looked for. */
export type Case = CaseScope & {
  organizationId: string
  productId: string | null
  /** Its problem and those that were merged into it; none where only the text is known. */
  problemIds: readonly string[]
  text: string
  language: string
  /** How much meaning counts beside wording for this language, 0..1. */
  denseShare: number
  /** The report that the case is, once it has a vector; null where only the text is known. */
  reportId: string | null
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

/** So much guidance of one product is more than agents can be served well; the newest is looked at. */
const mostCandidates = 500

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
    orderBy: { id: 'desc' },
    take: mostCandidates,
  })
  const fitting = candidates.flatMap(({ versions: [version], ...guidance }) => {
    // Written for this very problem, it applies whichever part the case was filed under.
    const componentId = isFor(guidance, found) ? null : guidance.componentId
    const fits = version && scopeFits({ ...version, componentId }, found)
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

const isFor = (guidance: Guidance, { problemIds }: Case): boolean =>
  guidance.problemId !== null && problemIds.includes(guidance.problemId)

function reasonOf(guidance: Guidance, found: Case, alike: boolean): MatchReason | null {
  if (isFor(guidance, found)) return 'PROBLEM'
  if (guidance.componentId !== null && guidance.componentId === found.componentId) return 'COMPONENT'
  return alike ? 'LIKENESS' : null
}

/** Both vectors of a guidance, title and whole text, beside that of the case: the mean of the two likenesses. */
async function likenessTo(deps: Deps, found: Case, guidanceIds: readonly string[]) {
  const rows = await deps.database.prisma.$queryRaw<Likeness[]>(Prisma.sql`
    WITH found AS (${await vectorOf(deps, found)}), compared AS (
      SELECT g.guidance_id, coalesce(g.model = found.model, false) AS mixed,
        -(g.lexical <#> found.lexical) AS wording, g.dense, found.dense AS found_dense
      FROM guidance_vectors g, found
      WHERE g.organization_id = ${found.organizationId}::uuid AND g.guidance_id = ANY(${[...guidanceIds]}::uuid[])
    )
    SELECT guidance_id AS "guidanceId", bool_and(mixed) AS mixed, avg(CASE WHEN mixed
      THEN ${found.denseShare}::float8 * -(dense <#> found_dense) + ${1 - found.denseShare}::float8 * wording
      ELSE wording END) AS likeness
    FROM compared GROUP BY guidance_id`)
  return new Map(rows.map((row) => [row.guidanceId, row]))
}

type Likeness = { guidanceId: string; likeness: number; mixed: boolean }

/** The case as a row of model, dense and lexical: that of its report, or made from its text. */
async function vectorOf(deps: Deps, { organizationId, text, reportId, language }: Case): Promise<Prisma.Sql> {
  if (reportId !== null) {
    return Prisma.sql`SELECT model, dense, lexical FROM report_vectors
      WHERE organization_id = ${organizationId}::uuid AND report_id = ${reportId}::uuid`
  }
  const wording = vectorizeWording({ text, language })
  const [vector = wording] = await vectorizeTexts(deps, [{ text, language }]).catch((error: unknown) => {
    if (error instanceof EmbedderUnavailable) return [wording]
    throw error
  })
  const lexicon = await deps.lexicons.of(deps.database.prisma, organizationId)
  const lexical = sparsevecLiteral(weigh(vector.features, lexicon))
  return Prisma.sql`SELECT ${vector.model} AS model, ${vector.dense && vectorLiteral(vector.dense)}::vector AS dense,
    ${lexical}::sparsevec AS lexical`
}
