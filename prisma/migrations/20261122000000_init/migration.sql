CREATE EXTENSION IF NOT EXISTS vector;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateEnum
CREATE TYPE "team_kind" AS ENUM ('SERVICE', 'PRODUCT');

-- CreateEnum
CREATE TYPE "member_kind" AS ENUM ('PERSON', 'MACHINE');

-- CreateEnum
CREATE TYPE "scope" AS ENUM ('READ', 'REPORT', 'GUIDE', 'TRIAGE', 'ADMIN');

-- CreateEnum
CREATE TYPE "ticket_policy" AS ENUM ('AUTOMATIC', 'PROPOSED');

-- CreateEnum
CREATE TYPE "guidance_kind" AS ENUM ('SETUP_PITFALL', 'WORKAROUND', 'NOTICE');

-- CreateEnum
CREATE TYPE "guidance_status" AS ENUM ('PUBLISHED', 'RETIRED');

-- CreateEnum
CREATE TYPE "receipt_kind" AS ENUM ('SHOWN', 'ACKNOWLEDGED', 'USED', 'HELPED', 'DID_NOT_HELP');

-- CreateEnum
CREATE TYPE "problem_status" AS ENUM ('CANDIDATE', 'RECURRING', 'ACKNOWLEDGED', 'IN_PROGRESS', 'FIXED', 'REGRESSED', 'ACCEPTED');

-- CreateEnum
CREATE TYPE "membership_method" AS ENUM ('OPENED', 'LIKENESS', 'PERSON');

-- CreateEnum
CREATE TYPE "decision_kind" AS ENUM ('ACKNOWLEDGED', 'STARTED', 'FIXED', 'ACCEPTED', 'REOPENED', 'TICKET_REQUESTED');

-- CreateEnum
CREATE TYPE "channel" AS ENUM ('PHONE', 'CHAT', 'EMAIL', 'FORM', 'STORE', 'SOCIAL', 'AGENT_NOTE', 'OTHER');

-- CreateEnum
CREATE TYPE "touchpoint" AS ENUM ('DISCOVER', 'BUY', 'SET_UP', 'USE', 'GET_SUPPORT', 'RENEW', 'LEAVE');

-- CreateEnum
CREATE TYPE "ticket_state" AS ENUM ('PROPOSED', 'QUEUED', 'SENDING', 'UNKNOWN', 'OPEN', 'CLOSED', 'BLOCKED');

-- CreateEnum
CREATE TYPE "close_reason" AS ENUM ('COMPLETED', 'NOT_PLANNED', 'DUPLICATE');

-- CreateTable
CREATE TABLE "organizations" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "secret" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "organizations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "teams" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "team_kind" NOT NULL,
    "locales" TEXT[],
    "region" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "members" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "member_kind" NOT NULL,
    "team_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "members_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "scopes" "scope"[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "products" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "repository" TEXT,
    "ticket_policy" "ticket_policy" NOT NULL,
    "quotes_allowed" BOOLEAN NOT NULL,
    "recurring_customers" INTEGER NOT NULL,
    "recurring_window_days" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "products_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "components" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "components_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "releases" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "released_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "releases_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "customers" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "since" DATE,
    "plan" TEXT,
    "revenue_amount" DECIMAL(18,2),
    "revenue_currency" CHAR(3),
    "locale" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "guidance" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "status" "guidance_status" NOT NULL,
    "kind" "guidance_kind" NOT NULL,
    "product_id" UUID NOT NULL,
    "component_id" UUID,
    "problem_id" UUID,
    "source_key" TEXT,
    "source_url" TEXT,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "guidance_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "guidance_versions" (
    "organization_id" UUID NOT NULL,
    "guidance_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "version_range" TEXT,
    "locales" TEXT[],
    "touchpoint" "touchpoint",
    "review_on" DATE,
    "author_id" UUID,
    "github_login" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "guidance_versions_pkey" PRIMARY KEY ("organization_id","guidance_id","version")
);

-- CreateTable
CREATE TABLE "receipts" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "guidance_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "member_id" UUID NOT NULL,
    "case_key" TEXT NOT NULL,
    "report_id" UUID,
    "kind" "receipt_kind" NOT NULL,
    "reason" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "receipts_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "problems" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "product_id" UUID,
    "title" TEXT NOT NULL,
    "status" "problem_status" NOT NULL,
    "status_since" TIMESTAMPTZ(3) NOT NULL,
    "recurring_since" TIMESTAMPTZ(3),
    "report_count" INTEGER NOT NULL,
    "customer_count" INTEGER NOT NULL,
    "languages" TEXT[],
    "versions" TEXT[],
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "impact" DOUBLE PRECISION NOT NULL,
    "growth" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "problems_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "organization_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "problem_id" UUID NOT NULL,
    "method" "membership_method" NOT NULL,
    "score" DOUBLE PRECISION,
    "threshold" DOUBLE PRECISION,
    "model" TEXT,
    "nearest" JSONB NOT NULL,
    "shared_terms" TEXT[],
    "actor_id" UUID,
    "customer_id" UUID,
    "language" TEXT NOT NULL,
    "version" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("organization_id","report_id")
);

-- CreateTable
CREATE TABLE "decisions" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "problem_id" UUID NOT NULL,
    "kind" "decision_kind" NOT NULL,
    "member_id" UUID,
    "github_login" TEXT,
    "reason" TEXT,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "reports" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "external_id" TEXT,
    "text" TEXT NOT NULL,
    "redacted_text" TEXT NOT NULL,
    "redactions" JSONB NOT NULL,
    "language" TEXT NOT NULL,
    "language_detected" BOOLEAN NOT NULL,
    "channel" "channel" NOT NULL,
    "product_id" UUID,
    "component_id" UUID,
    "version" TEXT,
    "touchpoint" "touchpoint",
    "desired_outcome" TEXT,
    "customer_id" UUID,
    "reporter_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "grouped_at" TIMESTAMPTZ(3),

    CONSTRAINT "reports_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "tickets" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "problem_id" UUID NOT NULL,
    "repository" TEXT NOT NULL,
    "state" "ticket_state" NOT NULL,
    "state_since" TIMESTAMPTZ(3) NOT NULL,
    "number" INTEGER,
    "github_id" TEXT,
    "url" TEXT,
    "close_reason" "close_reason",
    "detail" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "lookups" INTEGER NOT NULL DEFAULT 0,
    "body_hash" TEXT,
    "body_written_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tickets_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "action" TEXT,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "teams_organization_id_name_key" ON "teams"("organization_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "members_organization_id_name_key" ON "members"("organization_id", "name");

-- CreateIndex
CREATE INDEX "api_keys_organization_id_member_id_idx" ON "api_keys"("organization_id", "member_id");

-- CreateIndex
CREATE INDEX "products_organization_id_repository_idx" ON "products"("organization_id", "repository");

-- CreateIndex
CREATE UNIQUE INDEX "products_organization_id_key_key" ON "products"("organization_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "components_organization_id_product_id_key_key" ON "components"("organization_id", "product_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "releases_organization_id_product_id_version_key" ON "releases"("organization_id", "product_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "customers_organization_id_external_id_key" ON "customers"("organization_id", "external_id");

-- CreateIndex
CREATE INDEX "guidance_organization_id_product_id_status_idx" ON "guidance"("organization_id", "product_id", "status");

-- CreateIndex
CREATE INDEX "guidance_organization_id_problem_id_idx" ON "guidance"("organization_id", "problem_id");

-- CreateIndex
CREATE UNIQUE INDEX "guidance_organization_id_source_key_key" ON "guidance"("organization_id", "source_key");

-- CreateIndex
CREATE INDEX "receipts_organization_id_guidance_id_kind_idx" ON "receipts"("organization_id", "guidance_id", "kind");

-- CreateIndex
CREATE INDEX "receipts_organization_id_case_key_idx" ON "receipts"("organization_id", "case_key");

-- CreateIndex
CREATE UNIQUE INDEX "receipts_organization_id_guidance_id_version_member_id_case_key" ON "receipts"("organization_id", "guidance_id", "version", "member_id", "case_key", "kind");

-- CreateIndex
CREATE INDEX "problems_organization_id_product_id_status_idx" ON "problems"("organization_id", "product_id", "status");

-- CreateIndex
CREATE INDEX "problems_organization_id_last_seen_at_idx" ON "problems"("organization_id", "last_seen_at");

-- CreateIndex
CREATE INDEX "problems_organization_id_impact_idx" ON "problems"("organization_id", "impact");

-- CreateIndex
CREATE INDEX "problems_organization_id_growth_idx" ON "problems"("organization_id", "growth");

-- CreateIndex
CREATE INDEX "memberships_organization_id_problem_id_occurred_at_idx" ON "memberships"("organization_id", "problem_id", "occurred_at");

-- CreateIndex
CREATE INDEX "memberships_organization_id_problem_id_customer_id_idx" ON "memberships"("organization_id", "problem_id", "customer_id");

-- CreateIndex
CREATE INDEX "decisions_organization_id_problem_id_decided_at_idx" ON "decisions"("organization_id", "problem_id", "decided_at");

-- CreateIndex
CREATE INDEX "reports_organization_id_product_id_occurred_at_idx" ON "reports"("organization_id", "product_id", "occurred_at");

-- CreateIndex
CREATE INDEX "reports_organization_id_customer_id_occurred_at_idx" ON "reports"("organization_id", "customer_id", "occurred_at");

-- CreateIndex
CREATE UNIQUE INDEX "reports_organization_id_external_id_key" ON "reports"("organization_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "tickets_organization_id_problem_id_key" ON "tickets"("organization_id", "problem_id");

-- CreateIndex
CREATE UNIQUE INDEX "tickets_organization_id_repository_number_key" ON "tickets"("organization_id", "repository", "number");

-- CreateIndex
CREATE INDEX "webhook_deliveries_received_at_idx" ON "webhook_deliveries"("received_at");

-- AddForeignKey
ALTER TABLE "teams" ADD CONSTRAINT "teams_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_organization_id_team_id_fkey" FOREIGN KEY ("organization_id", "team_id") REFERENCES "teams"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_organization_id_member_id_fkey" FOREIGN KEY ("organization_id", "member_id") REFERENCES "members"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "components" ADD CONSTRAINT "components_organization_id_product_id_fkey" FOREIGN KEY ("organization_id", "product_id") REFERENCES "products"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "releases" ADD CONSTRAINT "releases_organization_id_product_id_fkey" FOREIGN KEY ("organization_id", "product_id") REFERENCES "products"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guidance" ADD CONSTRAINT "guidance_organization_id_product_id_fkey" FOREIGN KEY ("organization_id", "product_id") REFERENCES "products"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guidance" ADD CONSTRAINT "guidance_organization_id_component_id_fkey" FOREIGN KEY ("organization_id", "component_id") REFERENCES "components"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guidance" ADD CONSTRAINT "guidance_organization_id_problem_id_fkey" FOREIGN KEY ("organization_id", "problem_id") REFERENCES "problems"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guidance_versions" ADD CONSTRAINT "guidance_versions_organization_id_guidance_id_fkey" FOREIGN KEY ("organization_id", "guidance_id") REFERENCES "guidance"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_organization_id_guidance_id_version_fkey" FOREIGN KEY ("organization_id", "guidance_id", "version") REFERENCES "guidance_versions"("organization_id", "guidance_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problems" ADD CONSTRAINT "problems_organization_id_product_id_fkey" FOREIGN KEY ("organization_id", "product_id") REFERENCES "products"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization_id_report_id_fkey" FOREIGN KEY ("organization_id", "report_id") REFERENCES "reports"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization_id_problem_id_fkey" FOREIGN KEY ("organization_id", "problem_id") REFERENCES "problems"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_organization_id_problem_id_fkey" FOREIGN KEY ("organization_id", "problem_id") REFERENCES "problems"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reports" ADD CONSTRAINT "reports_organization_id_product_id_fkey" FOREIGN KEY ("organization_id", "product_id") REFERENCES "products"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reports" ADD CONSTRAINT "reports_organization_id_component_id_fkey" FOREIGN KEY ("organization_id", "component_id") REFERENCES "components"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reports" ADD CONSTRAINT "reports_organization_id_customer_id_fkey" FOREIGN KEY ("organization_id", "customer_id") REFERENCES "customers"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_organization_id_problem_id_fkey" FOREIGN KEY ("organization_id", "problem_id") REFERENCES "problems"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: Prisma's language has no vectors, so these tables are its external tables.

-- What a report is compared by. `dense` is of `model`, unit length, and null where the model cannot tell the
-- language; `lexical` is unit length. Only representatives of a problem are searched. The problem and its product
-- are copied from the membership and the problem, in the transaction that changes them: a search reads one range
-- of one index, whatever the planner knows of the tables.
CREATE TABLE "report_vectors" (
    "organization_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "problem_id" UUID NOT NULL,
    "product_id" UUID,
    "model" TEXT,
    "dense" vector,
    "lexical" sparsevec NOT NULL,
    "representative" BOOLEAN NOT NULL,

    CONSTRAINT "report_vectors_pkey" PRIMARY KEY ("organization_id", "report_id"),
    CONSTRAINT "report_vectors_report_fkey" FOREIGN KEY ("organization_id", "report_id")
        REFERENCES "reports" ("organization_id", "id") ON DELETE CASCADE
) WITH (toast_tuple_target = 8160);

CREATE INDEX "report_vectors_representatives_idx" ON "report_vectors" ("organization_id", "product_id")
    WHERE "representative";
CREATE INDEX "report_vectors_problem_idx" ON "report_vectors" ("organization_id", "problem_id");

-- Kept in the row itself: each search reads them all, and fetching them from elsewhere takes longer than comparing.
ALTER TABLE "report_vectors" ALTER COLUMN "dense" SET STORAGE MAIN, ALTER COLUMN "lexical" SET STORAGE MAIN;

-- What guidance is matched by: its title alone, and the whole text; the likeness is the mean of both.
CREATE TABLE "guidance_vectors" (
    "organization_id" UUID NOT NULL,
    "guidance_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "model" TEXT,
    "dense" vector,
    "lexical" sparsevec NOT NULL,

    CONSTRAINT "guidance_vectors_pkey" PRIMARY KEY ("organization_id", "guidance_id", "part"),
    CONSTRAINT "guidance_vectors_guidance_fkey" FOREIGN KEY ("organization_id", "guidance_id")
        REFERENCES "guidance" ("organization_id", "id") ON DELETE CASCADE
);

-- How many texts of an organization are known, and in how many of them each lexical feature occurs:
-- `frequencies` is an array of little-endian 32-bit integers, one a bucket.
CREATE TABLE "lexicons" (
    "organization_id" UUID NOT NULL,
    "documents" INTEGER NOT NULL,
    "frequencies" BYTEA NOT NULL,

    CONSTRAINT "lexicons_pkey" PRIMARY KEY ("organization_id")
);
