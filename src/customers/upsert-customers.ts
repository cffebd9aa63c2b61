import { Prisma } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { Viewer } from '../platform/viewer.ts'
import type { CustomerInput } from './customer-input.ts'

type Stored = { id: string; external_id: string; changed: boolean }

/**
 * Creates customers or completes what is known of them: what is given wins, what is not given stays. Emits
 * `customers.changed` for those whose value was known to be another.
 * @returns their ids by external id
 */
export async function upsertCustomers(
  deps: Deps,
  transaction: Transaction,
  viewer: Viewer,
  customers: readonly CustomerInput[],
): Promise<Map<string, string>> {
  if (customers.length === 0) return new Map()
  const now = deps.clock.now()
  const latest = new Map<string, CustomerInput>()
  for (const customer of customers) {
    const given = Object.fromEntries(Object.entries(customer).filter(([, value]) => value != null))
    latest.set(customer.externalId, { ...latest.get(customer.externalId), ...(given as CustomerInput) })
  }
  // In the order of the key, so that two imports with the same customers wait for each other instead of deadlocking.
  const rows = [...latest.values()]
    .sort((a, b) => (a.externalId < b.externalId ? -1 : 1))
    .map((customer) => ({
      id: deps.ids.next(),
      external_id: customer.externalId,
      since: customer.since?.toISOString().slice(0, 10) ?? null,
      plan: customer.plan ?? null,
      revenue_amount: customer.recurringRevenue?.amount ?? null,
      revenue_currency: customer.recurringRevenue?.currency ?? null,
      locale: customer.locale ?? null,
    }))
  const { organizationId } = viewer
  const stored = await transaction.$queryRaw<Stored[]>(Prisma.sql`
    WITH stored AS (
      INSERT INTO customers AS known (organization_id, id, external_id, since, plan, revenue_amount, revenue_currency,
        locale, created_at, updated_at)
      SELECT ${organizationId}::uuid, id, external_id, since, plan, revenue_amount, revenue_currency, locale,
        ${now}, ${now}
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given
        (id uuid, external_id text, since date, plan text, revenue_amount numeric, revenue_currency text, locale text)
      ON CONFLICT (organization_id, external_id) DO UPDATE SET
        since = coalesce(excluded.since, known.since),
        plan = coalesce(excluded.plan, known.plan),
        revenue_amount = coalesce(excluded.revenue_amount, known.revenue_amount),
        revenue_currency = coalesce(excluded.revenue_currency, known.revenue_currency),
        locale = coalesce(excluded.locale, known.locale),
        updated_at = excluded.updated_at
      RETURNING id, external_id, since, revenue_amount, revenue_currency
    )
    -- The table beside what was just stored is still as it was before this statement.
    SELECT stored.id, stored.external_id, before.id IS NOT NULL
      AND (before.since, before.revenue_amount, before.revenue_currency)
        IS DISTINCT FROM (stored.since, stored.revenue_amount, stored.revenue_currency) AS changed
    FROM stored LEFT JOIN customers AS before
      ON before.organization_id = ${organizationId}::uuid AND before.id = stored.id`)
  const customerIds = stored.filter(({ changed }) => changed).map(({ id }) => id)
  if (customerIds.length > 0)
    await deps.events.emit(deps, transaction, 'customers.changed', { organizationId, customerIds })
  return new Map(stored.map(({ id, external_id }) => [external_id, id]))
}
