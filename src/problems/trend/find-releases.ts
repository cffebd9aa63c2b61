import { findRelease } from '../../catalog/compare-versions.ts'
import type { Problem } from '../../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'

/** More releases than this are not looked at: the newest decide. */
const mostReleases = 1_000

/** The releases of the problem's product, newest first. */
export const findReleases = async (
  database: Pick<Transaction, 'release'>,
  { organizationId, productId }: Pick<Problem, 'organizationId' | 'productId'>,
) =>
  productId === null
    ? []
    : database.release.findMany({
        where: { organizationId, productId },
        orderBy: { releasedAt: 'desc' },
        take: mostReleases,
      })

/** The release that its fix came in; null where nobody recorded it. */
export async function findFixRelease(deps: Deps, problem: Problem) {
  if (problem.fixedInVersion === null) return null
  return findRelease(problem.fixedInVersion, await findReleases(deps.database.prisma, problem)) ?? null
}
