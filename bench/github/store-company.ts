import { createOrganization } from '../../src/accounts/create-organization.ts'
import { inTransaction } from '../../src/platform/database/transaction.ts'
import type { Deps } from '../../src/platform/deps.ts'
import type { Viewer } from '../../src/platform/viewer.ts'
import { recountProblem } from '../../src/problems/recount-problem.ts'

export type Company = {
  viewer: Viewer
  products: { productId: string; repositoryId: string; name: string }[]
}

/** An organization with a product a repository, whose recurring problems become tickets by themselves. */
export async function storeCompany(deps: Deps, repositories: readonly string[]): Promise<Company> {
  const { prisma } = deps.database
  const viewer = await inTransaction(deps.database, (transaction) =>
    createOrganization(deps, transaction, { name: 'A company', adminName: 'Administrator' }),
  )
  const { organizationId } = viewer
  const now = deps.clock.now()
  const products = []
  for (const name of repositories) {
    const [productId, repositoryId] = [deps.ids.next(), deps.ids.next()]
    // Compared with webhooks it was a moment ago: that is not what is measured.
    const reconcileDueAt = new Date(now.getTime() + 60 * 86_400_000)
    await prisma.repository.create({
      data: { organizationId, id: repositoryId, name, nameKey: name, reconcileDueAt, createdAt: now },
    })
    await prisma.product.create({
      data: {
        ...{ organizationId, id: productId, key: name, name, repositoryId, ticketPolicy: 'AUTOMATIC' },
        ...{ quotesAllowed: true, recurringCustomers: 3, recurringWindowDays: 28, createdAt: now },
      },
    })
    products.push({ productId, repositoryId, name })
  }
  return { viewer, products }
}

/** A problem that is not recurring yet. @returns its id */
export async function storeProblem(deps: Deps, organizationId: string, productId: string): Promise<string> {
  const [id, now] = [deps.ids.next(), deps.clock.now()]
  await deps.database.prisma.problem.create({
    data: {
      ...{ organizationId, id, productId, title: `The clock flashes after a power cut (${id.slice(-4)})` },
      ...{
        status: 'CANDIDATE',
        statusSince: now,
        reportCount: 0,
        customerCount: 0,
        languages: [],
        versions: [],
      },
      ...{ firstSeenAt: now, lastSeenAt: now, impact: 0, growth: 0, createdAt: now, updatedAt: now },
    },
  })
  return id
}

/** Reports of as many customers, stored and counted as grouping does it: three make a problem recurring. */
export async function storeReports(
  deps: Deps,
  { organizationId, memberId }: Viewer,
  { problemId, productId }: { problemId: string; productId: string },
  count: number,
): Promise<void> {
  const now = deps.clock.now()
  const ids = Array.from({ length: count }, () => deps.ids.next())
  const text = 'The clock flashes after a power cut and cannot be set'
  await inTransaction(deps.database, async (transaction) => {
    await transaction.$executeRaw`
      WITH stored AS (
        INSERT INTO reports (organization_id, id, text, redacted_text, redactions, language, language_detected, channel,
          product_id, reporter_id, occurred_at, received_at, grouped_at)
        SELECT ${organizationId}::uuid, id, ${text}, ${text}, '[]', 'en', false, 'CHAT', ${productId}::uuid,
          ${memberId}::uuid, ${now}, ${now}, ${now} FROM unnest(${ids}::uuid[]) AS id
      )
      INSERT INTO memberships (organization_id, report_id, problem_id, method, nearest, shared_terms, customer_id, language,
        occurred_at, created_at)
      SELECT ${organizationId}::uuid, id, ${problemId}::uuid, 'LIKENESS', '[]', '{}', gen_random_uuid(), 'en', ${now}, ${now}
      FROM unnest(${ids}::uuid[]) AS id`
    await recountProblem(deps, transaction, organizationId, problemId, ids)
  })
}
