-- CreateTable
CREATE TABLE "revenue_scales" (
    "organization_id" UUID NOT NULL,
    "base" CHAR(3) NOT NULL,
    "revenue_per_point" DECIMAL(18,2) NOT NULL,
    "set_by_id" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "revenue_scales_pkey" PRIMARY KEY ("organization_id")
);

-- CreateTable
CREATE TABLE "exchange_rates" (
    "organization_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "rate" DECIMAL(24,12) NOT NULL,

    CONSTRAINT "exchange_rates_pkey" PRIMARY KEY ("organization_id","currency")
);

-- AlterTable
ALTER TABLE "problems" ADD COLUMN     "impact_amounts" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "revenue" DOUBLE PRECISION NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "problems_organization_id_revenue_idx" ON "problems"("organization_id", "revenue");

-- CreateIndex
CREATE INDEX "problems_organization_id_customer_count_idx" ON "problems"("organization_id", "customer_count");

-- CreateIndex
CREATE INDEX "memberships_organization_id_problem_id_language_idx" ON "memberships"("organization_id", "problem_id", "language");

-- Few reports wait at a time: whoever looks for them must not read all. The expression keeps Prisma, which knows no
-- partial indexes, from taking it for a stray one.
CREATE INDEX "reports_waiting_idx" ON "reports" ("organization_id", ("grouped_at" IS NULL)) WHERE "grouped_at" IS NULL;

-- What is known of existing problems is scored by the formula of docs/impact.md. Nobody has set a base currency
-- yet, so that no revenue counts.
WITH affected AS (
    SELECT m.organization_id, m.problem_id, m.customer_id, min(m.occurred_at) AS first_reported,
        max(CASE r.touchpoint WHEN 'LEAVE' THEN 3 WHEN 'RENEW' THEN 2 WHEN 'SET_UP' THEN 1 ELSE 0 END) AS stage
    FROM memberships m JOIN reports r ON r.organization_id = m.organization_id AND r.id = m.report_id
    GROUP BY m.organization_id, m.problem_id, coalesce(m.customer_id, m.report_id), m.customer_id
), known AS (
    SELECT a.organization_id, a.problem_id, a.stage, (a.first_reported AT TIME ZONE 'UTC')::date - c.since AS days,
        c.revenue_amount AS amount, c.revenue_currency AS currency
    FROM affected a LEFT JOIN customers c ON c.organization_id = a.organization_id AND c.id = a.customer_id
), uncounted AS (
    SELECT organization_id, problem_id, jsonb_agg(jsonb_build_object('currency', currency, 'amount', amount::text,
        'customers', customers) ORDER BY currency) AS sums
    FROM (SELECT organization_id, problem_id, currency, sum(amount) AS amount, count(*) AS customers FROM known
        WHERE amount > 0 GROUP BY organization_id, problem_id, currency) AS sums
    GROUP BY organization_id, problem_id
), counted AS (
    SELECT organization_id, problem_id, count(days) AS dated, count(*) FILTER (WHERE days < 90) AS new,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY greatest(days, 0)) FILTER (WHERE days IS NOT NULL) AS median,
        count(*) FILTER (WHERE stage = 3) AS "leave", count(*) FILTER (WHERE stage = 2) AS renew,
        count(*) FILTER (WHERE stage = 1) AS set_up
    FROM known GROUP BY organization_id, problem_id
)
UPDATE problems p SET impact = p.customer_count + (p.report_count - p.customer_count) * 0.25
        + greatest(p.growth, 0) * 0.25 + coalesce(c.new * 0.5 + c."leave" + c.renew * 0.5 + c.set_up * 0.5, 0),
    impact_amounts = CASE WHEN c.problem_id IS NULL THEN '{}' ELSE jsonb_build_object('datedCustomers', c.dated,
        'newCustomers', c.new, 'medianDays', c.median, 'LEAVE', c."leave", 'RENEW', c.renew, 'SET_UP', c.set_up,
        'uncounted', coalesce(u.sums, '[]'), 'points', c.new * 0.5 + c."leave" + c.renew * 0.5 + c.set_up * 0.5) END
FROM problems own
    LEFT JOIN counted c ON c.organization_id = own.organization_id AND c.problem_id = own.id
    LEFT JOIN uncounted u ON u.organization_id = own.organization_id AND u.problem_id = own.id
WHERE p.organization_id = own.organization_id AND p.id = own.id;
