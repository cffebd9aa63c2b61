import { z } from 'zod'
import { findProduct } from '../catalog/find-product.ts'
import { Prisma, type Product } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'

const mostLanguages = 100

const inputSchema = z.object({ product: text(64).nullish(), since: z.date().nullish() })

/** How the reports in one language are grouped. */
export type LanguageCoverage = {
  language: string
  reports: number
  /** In a problem that has no other report. */
  alone: number
  /** In a problem that has reports in other languages too. */
  acrossLanguages: number
  /** In no problem yet. */
  waiting: number
  /** Whether the present model compares meanings in this language, or only the wording is compared. */
  understood: boolean
}

export type Coverage = { product: Product | null; languages: LanguageCoverage[] }

/**
 * One pass over the memberships of the organization, and over the reports that wait.
 * @throws ProductNotFound, InvalidInput
 */
export async function measureCoverage(
  deps: Deps,
  viewer: Viewer,
  input: z.input<typeof inputSchema>,
): Promise<Coverage> {
  requireScope(viewer, 'READ')
  const { product: key, since } = parseInput(inputSchema, input)
  const product = key == null ? null : await findProduct(deps, viewer, key)
  const organization = Prisma.sql`${viewer.organizationId}::uuid`
  const ofProduct = product ? Prisma.sql`AND product_id = ${product.id}::uuid` : Prisma.empty
  const occurred = since ? Prisma.sql`AND occurred_at >= ${since}` : Prisma.empty
  const counted = await deps.database.prisma.$queryRaw<Omit<LanguageCoverage, 'understood'>[]>`
    WITH placed AS (
      SELECT problem_id, language, count(*) AS reports FROM memberships
      WHERE organization_id = ${organization} ${occurred} GROUP BY problem_id, language
    ), counted AS (
      SELECT language, reports, CASE WHEN report_count = 1 THEN reports ELSE 0 END AS alone,
        CASE WHEN cardinality(languages) > 1 THEN reports ELSE 0 END AS across, 0 AS waiting
      FROM placed JOIN problems ON organization_id = ${organization} AND id = problem_id ${ofProduct}
      UNION ALL
      SELECT language, count(*), 0, 0, count(*) FROM reports
      WHERE organization_id = ${organization} AND grouped_at IS NULL ${occurred} ${ofProduct} GROUP BY language
    )
    SELECT language, sum(reports)::int AS reports, sum(alone)::int AS alone, sum(across)::int AS "acrossLanguages",
      sum(waiting)::int AS waiting
    FROM counted GROUP BY language ORDER BY reports DESC, language LIMIT ${mostLanguages}`
  const languages = counted.map((one) => ({ ...one, understood: deps.embedder.denseShare(one.language) > 0 }))
  return { product, languages }
}
