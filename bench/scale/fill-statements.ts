import type pg from 'pg'
import { usualCohesion } from '../../src/grouping/thresholds.ts'
import type { FillTask } from './fill-apart.ts'
import { plannedId, smallProducts } from './plan-problems.ts'

/** One customer for so many reports. */
const reportsPerCustomer = 5

export async function makeProducts(client: pg.Client, { organizationId }: FillTask): Promise<void> {
  for (let product = 0; product <= smallProducts; product++)
    await client.query(
      `INSERT INTO products (organization_id, id, key, name, ticket_policy, quotes_allowed, recurring_customers,
        recurring_window_days, created_at)
      VALUES ($1, $2, $3, $3, 'PROPOSED', false, 3, 28, now())`,
      [organizationId, plannedId('product', product), `product-${product}`],
    )
}

/** Members beyond the newest, as far as the problem is planned to have them. */
export async function copyMembers(client: pg.Client, organizationId: string, newest: number): Promise<void> {
  await client.query('CREATE INDEX ON made_members (problem_id, place)')
  await client.query(`CREATE UNLOGGED TABLE made_reports AS
    SELECT report_id, problem_id, product_id, language, text, report_id AS told_by, true AS newer FROM made_members
    UNION ALL
    SELECT ('01920000-0000-7000-8000-' || lpad(to_hex(row_number() OVER ()), 12, '0'))::uuid, problem_id, product_id,
      language, text, report_id, false
    FROM made_members, generate_series(${newest} + place, members - 1, ${newest})
    WHERE members > ${newest}`)
  await client.query('ANALYZE made_reports')
  await client.query(
    `INSERT INTO report_vectors (organization_id, report_id, problem_id, product_id, asked_model, model, dense, lexical,
      representative)
    SELECT v.organization_id, m.report_id, v.problem_id, v.product_id, v.asked_model, v.model, v.dense, v.lexical, false
    FROM made_reports m JOIN report_vectors v ON v.organization_id = $1 AND v.report_id = m.told_by
    WHERE NOT m.newer`,
    [organizationId],
  )
}

export async function expandReports(
  client: pg.Client,
  { organizationId, memberId }: FillTask,
): Promise<void> {
  await client.query(`ALTER TABLE made_reports ADD at timestamptz, ADD customer_id uuid`)
  await client.query(`UPDATE made_reports SET
    at = now() - interval '1 day' * CASE WHEN newer THEN random() * 300 ELSE 300 + random() * 400 END,
    customer_id = ('01940000-0000-7000-8000-' || lpad(to_hex((random() * (SELECT count(*) FROM made_reports)
      / ${reportsPerCustomer})::bigint), 12, '0'))::uuid`)
  await client.query(
    `INSERT INTO customers (organization_id, id, external_id, since, revenue_amount, revenue_currency, locale, created_at, updated_at)
    SELECT $1, customer_id, customer_id::text, '2020-01-01', 20, 'EUR', 'en', now(), now()
    FROM made_reports GROUP BY customer_id`,
    [organizationId],
  )
  await client.query(
    `INSERT INTO reports (organization_id, id, text, redacted_text, redactions, language, language_detected, channel,
      product_id, version, customer_id, reporter_id, occurred_at, received_at, grouped_at)
    SELECT $1, report_id, text, text, '[]', language, false, 'CHAT', product_id,
      '2.' || (random() * 9)::int, customer_id, $2, at, at, at FROM made_reports`,
    [organizationId, memberId],
  )
  await client.query(
    `INSERT INTO memberships (organization_id, report_id, problem_id, method, score, threshold, model, nearest,
      shared_terms, customer_id, language, version, occurred_at, created_at)
    SELECT $1, r.id, m.problem_id, 'LIKENESS', 0.6, 0.42, 'lexical',
      jsonb_build_array(jsonb_build_object('reportId', m.told_by, 'likeness', 0.6)), '{lid,leaks,update}',
      r.customer_id, r.language, r.version, r.occurred_at, r.occurred_at
    FROM made_reports m JOIN reports r ON r.organization_id = $1 AND r.id = m.report_id`,
    [organizationId],
  )
  await client.query(
    `INSERT INTO problems (organization_id, id, product_id, title, status, status_since, recurring_since, report_count,
      customer_count, languages, versions, first_seen_at, last_seen_at, impact, growth, cohesion, compared_reports,
      created_at, updated_at)
    SELECT $1, problem_id, product_id, min(text),
      (CASE WHEN count(DISTINCT customer_id) > 2 THEN 'RECURRING' ELSE 'CANDIDATE' END)::problem_status, min(at),
      CASE WHEN count(DISTINCT customer_id) > 2 THEN min(at) END, count(*), count(DISTINCT customer_id),
      array_agg(DISTINCT language), '{2.1}', min(at), max(at), count(*), 0,
      CASE min(language) WHEN 'en' THEN ${usualCohesion.mixed} ELSE ${usualCohesion.lexical} END, count(*), min(at), max(at)
    FROM made_reports GROUP BY problem_id, product_id`,
    [organizationId],
  )
}

export async function finishTables(client: pg.Client): Promise<void> {
  await client.query('DROP TABLE made_members')
  await client.query('DROP TABLE made_reports')
  await client.query('VACUUM (ANALYZE)')
  await client.query('CHECKPOINT')
}
