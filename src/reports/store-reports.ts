import { upsertCustomers } from '../customers/upsert-customers.ts'
import { Prisma } from '../platform/database/generated/prisma/client.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import type { Viewer } from '../platform/viewer.ts'
import type { PreparedReport } from './prepare-reports.ts'

/**
 * Makes reports durable, with their customers, in one transaction. A report whose external id is
 * known already is left out.
 * @returns the ids of those that are new
 */
export const storeReports = (
  deps: Deps,
  viewer: Viewer,
  reports: readonly PreparedReport[],
  urgency: 'LIVE' | 'HISTORY',
): Promise<string[]> =>
  inTransaction(deps.database, async (transaction) => {
    const customers = await upsertCustomers(
      deps,
      transaction,
      viewer,
      reports.flatMap(({ customer }) => customer ?? []),
    )
    const reportIds = await insertReports(deps, transaction, viewer, reports, customers)
    if (reportIds.length > 0) {
      const { organizationId } = viewer
      await deps.events.emit(deps, transaction, 'reports.received', { organizationId, reportIds, urgency })
    }
    return reportIds
  })

async function insertReports(
  deps: Deps,
  transaction: Transaction,
  viewer: Viewer,
  reports: readonly PreparedReport[],
  customers: ReadonlyMap<string, string>,
): Promise<string[]> {
  const now = deps.clock.now()
  const rows = reports.map((report) => ({
    id: report.id,
    external_id: report.externalId ?? null,
    text: report.text,
    redacted_text: report.redactedText,
    redactions: report.redactions,
    language: report.language,
    language_detected: report.languageDetected,
    channel: report.channel ?? 'OTHER',
    product_id: report.productId,
    component_id: report.componentId,
    version: report.version ?? null,
    touchpoint: report.touchpoint ?? null,
    desired_outcome: report.redactedOutcome,
    customer_id: report.customer ? customers.get(report.customer.externalId) : null,
    occurred_at: report.occurredAt ?? now,
  }))
  const stored = await transaction.$queryRaw<{ id: string }[]>(Prisma.sql`
    INSERT INTO reports (organization_id, reporter_id, received_at, id, external_id, text, redacted_text, redactions,
      language, language_detected, channel, product_id, component_id, version, touchpoint, desired_outcome,
      customer_id, occurred_at)
    SELECT ${viewer.organizationId}::uuid, ${viewer.memberId}::uuid, ${now}, given.*
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS given
      (id uuid, external_id text, text text, redacted_text text, redactions jsonb, language text,
       language_detected boolean, channel channel, product_id uuid, component_id uuid, version text,
       touchpoint touchpoint, desired_outcome text, customer_id uuid, occurred_at timestamptz)
    ON CONFLICT (organization_id, external_id) DO NOTHING
    RETURNING id`)
  return stored.map(({ id }) => id)
}
