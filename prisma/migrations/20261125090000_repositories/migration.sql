-- CreateEnum
CREATE TYPE "repository_obstacle" AS ENUM ('MISSING', 'REPLACED', 'TAKEN', 'UNINSTALLED', 'SUSPENDED', 'UNAUTHORIZED', 'FORBIDDEN', 'ARCHIVED', 'ISSUES_DISABLED');

-- CreateEnum
CREATE TYPE "comment_state" AS ENUM ('QUEUED', 'SENDING', 'UNKNOWN', 'SENT', 'BLOCKED', 'DROPPED');

-- CreateEnum
CREATE TYPE "ticket_obstacle" AS ENUM ('ARCHIVED', 'ISSUES_DISABLED', 'SUSPENDED', 'TOO_MANY_CHANGES', 'MISSING', 'REPLACED', 'TAKEN', 'UNINSTALLED', 'UNAUTHORIZED', 'FORBIDDEN', 'REFUSED');

-- CreateEnum
CREATE TYPE "ticket_news_kind" AS ENUM ('REGRESSION', 'TENFOLD', 'GUIDANCE_UNHELPFUL', 'NEW_LANGUAGE');

-- AlterEnum
ALTER TYPE "ticket_state" ADD VALUE 'PAUSED';
ALTER TYPE "ticket_state" ADD VALUE 'MOVED';
ALTER TYPE "ticket_state" ADD VALUE 'GONE';

-- AlterEnum
ALTER TYPE "decision_kind" ADD VALUE 'TICKET_DROPPED';
ALTER TYPE "decision_kind" ADD VALUE 'TICKET_UNLINKED';
ALTER TYPE "decision_kind" ADD VALUE 'TICKET_RELINKED';
ALTER TYPE "decision_kind" ADD VALUE 'QUOTES_APPROVED';

-- CreateTable
CREATE TABLE "repositories" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "github_id" TEXT,
    "is_private" BOOLEAN,
    "default_branch" TEXT,
    "obstacle" "repository_obstacle",
    "obstacle_since" TIMESTAMPTZ(3),
    "detail" TEXT,
    "refused_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "rest_until" TIMESTAMPTZ(3),
    "rest_reason" TEXT,
    "silences" INTEGER NOT NULL DEFAULT 0,
    "writer_until" TIMESTAMPTZ(3),
    "reconciled_at" TIMESTAMPTZ(3),
    "reconcile_due_at" TIMESTAMPTZ(3) NOT NULL,
    "synced_tree" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "repositories_pkey" PRIMARY KEY ("organization_id","id")
);

-- A repository belongs to one organization: to the one that named it first. Another one keeps a row that says so.
-- What happened before is known: the first comparing must not answer comments of years ago.
INSERT INTO "repositories" ("organization_id", "id", "name", "name_key", "obstacle", "obstacle_since", "reconciled_at", "reconcile_due_at", "created_at")
SELECT named."organization_id", gen_random_uuid(), named."name",
    CASE WHEN named."place" = 1 THEN lower(named."name") ELSE lower(named."name") || '#' || named."organization_id" END,
    CASE WHEN named."place" = 1 THEN NULL ELSE 'TAKEN'::"repository_obstacle" END,
    CASE WHEN named."place" = 1 THEN NULL ELSE now() END, now() - interval '1 day', now(), named."since"
FROM (
    SELECT "organization_id", min("repository") AS "name", min("created_at") AS "since",
        row_number() OVER (PARTITION BY lower("repository") ORDER BY min("created_at"), "organization_id") AS "place"
    FROM (
        SELECT "organization_id", "repository", "created_at" FROM "products" WHERE "repository" IS NOT NULL
        UNION ALL
        SELECT "organization_id", "repository", "created_at" FROM "tickets"
    ) AS uses
    GROUP BY "organization_id", lower("repository")
) AS named;

-- DropIndex
DROP INDEX "products_organization_id_repository_idx";

-- DropIndex
DROP INDEX "tickets_organization_id_repository_number_key";

-- AlterTable
ALTER TABLE "products" ADD COLUMN     "guidance_folder" TEXT,
ADD COLUMN     "issue_type" TEXT,
ADD COLUMN     "labels" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "repository_id" UUID;
UPDATE "products" SET "repository_id" = r."id" FROM "repositories" r
WHERE r."organization_id" = "products"."organization_id" AND lower(r."name") = lower("products"."repository");
ALTER TABLE "products" DROP COLUMN "repository";

-- AlterTable
ALTER TABLE "tickets" ADD COLUMN     "appends_block" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "body_read_hash" TEXT,
ADD COLUMN     "body_sent_hash" TEXT,
ADD COLUMN     "changes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "changes_since" TIMESTAMPTZ(3),
ADD COLUMN     "closed_by_merge" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "dropped_labels" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "dropped_type" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "fix_merged_at" TIMESTAMPTZ(3),
ADD COLUMN     "fix_url" TEXT,
ADD COLUMN     "held" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "is_locked" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "issue_labels" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "issue_title" TEXT,
ADD COLUMN     "issue_updated_at" TIMESTAMPTZ(3),
ADD COLUMN     "news_due_at" TIMESTAMPTZ(3),
ADD COLUMN     "obstacle" "ticket_obstacle",
ADD COLUMN     "released_at" TIMESTAMPTZ(3),
ADD COLUMN     "released_in" TEXT,
ADD COLUMN     "repository_id" UUID,
ADD COLUMN     "seen_at" TIMESTAMPTZ(3),
ADD COLUMN     "title_quotes" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "told_at" TIMESTAMPTZ(3),
ADD COLUMN     "told_customers" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "told_languages" TEXT[] DEFAULT ARRAY[]::TEXT[];
UPDATE "tickets" SET "repository_id" = r."id" FROM "repositories" r
WHERE r."organization_id" = "tickets"."organization_id" AND lower(r."name") = lower("tickets"."repository");
ALTER TABLE "tickets" ALTER COLUMN "repository_id" SET NOT NULL, DROP COLUMN "repository";

-- What readers know already is no news; issues closed by a merge were told by their words until now.
-- Titles that no person gave may say what a customer wrote.
UPDATE "tickets" SET "told_customers" = p."customer_count", "told_languages" = p."languages", "told_at" = now(),
    "seen_at" = now(), "title_quotes" = p."title_source" <> 'PERSON'
FROM "problems" p
WHERE p."organization_id" = "tickets"."organization_id" AND p."id" = "tickets"."problem_id" AND "tickets"."number" IS NOT NULL;
-- What was blocked is looked at anew, and says in the new words what is in the way.
UPDATE "tickets" SET "state" = 'QUEUED', "detail" = NULL, "due_at" = NULL WHERE "state" = 'BLOCKED' AND "number" IS NULL;
UPDATE "tickets" SET "closed_by_merge" = true
WHERE "detail" = 'Closed because its problem was merged into another one.';

-- Comments are known by GitHub's id alone: a repository may be renamed.
UPDATE "guidance" SET "source_key" = regexp_replace("source_key", '^github-comment:.*:', 'github-comment:')
WHERE "source_key" LIKE 'github-comment:%';

-- AlterTable
ALTER TABLE "webhook_deliveries" ADD COLUMN     "failure" TEXT;

-- CreateTable
CREATE TABLE "installations" (
    "github_id" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "installations_pkey" PRIMARY KEY ("github_id")
);

-- CreateTable
CREATE TABLE "repository_writes" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "repository_writes_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "outgoing_comments" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "issue_number" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" "comment_state" NOT NULL,
    "state_since" TIMESTAMPTZ(3) NOT NULL,
    "github_id" TEXT,
    "url" TEXT,
    "written_hash" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "lookups" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "detail" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outgoing_comments_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "left_issues" (
    "organization_id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "left_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "left_issues_pkey" PRIMARY KEY ("organization_id","repository_id","number")
);

-- CreateTable
CREATE TABLE "ticket_news" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "kind" "ticket_news_kind" NOT NULL,
    "subject" TEXT NOT NULL,
    "noticed_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "ticket_news_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "quote_approvals" (
    "organization_id" UUID NOT NULL,
    "problem_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "text_hash" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "approved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quote_approvals_pkey" PRIMARY KEY ("organization_id","problem_id","report_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "repositories_name_key_key" ON "repositories"("name_key");

-- CreateIndex
CREATE UNIQUE INDEX "repositories_github_id_key" ON "repositories"("github_id");

-- CreateIndex
CREATE INDEX "repositories_reconcile_due_at_idx" ON "repositories"("reconcile_due_at");

-- CreateIndex
CREATE INDEX "repository_writes_organization_id_repository_id_written_at_idx" ON "repository_writes"("organization_id", "repository_id", "written_at");

-- CreateIndex
CREATE INDEX "outgoing_comments_organization_id_repository_id_idx" ON "outgoing_comments"("organization_id", "repository_id");

-- CreateIndex
CREATE INDEX "outgoing_comments_due_at_idx" ON "outgoing_comments"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "outgoing_comments_organization_id_key_key" ON "outgoing_comments"("organization_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_news_organization_id_ticket_id_kind_subject_key" ON "ticket_news"("organization_id", "ticket_id", "kind", "subject");

-- CreateIndex
CREATE INDEX "quote_approvals_organization_id_report_id_idx" ON "quote_approvals"("organization_id", "report_id");

-- CreateIndex
CREATE INDEX "products_organization_id_repository_id_idx" ON "products"("organization_id", "repository_id");

-- CreateIndex
CREATE INDEX "tickets_due_at_idx" ON "tickets"("due_at");

-- CreateIndex
CREATE INDEX "tickets_news_due_at_idx" ON "tickets"("news_due_at");

-- CreateIndex
CREATE UNIQUE INDEX "tickets_organization_id_repository_id_number_key" ON "tickets"("organization_id", "repository_id", "number");

-- CreateIndex
CREATE INDEX "webhook_deliveries_processed_at_idx" ON "webhook_deliveries"("processed_at");

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_organization_id_repository_id_fkey" FOREIGN KEY ("organization_id", "repository_id") REFERENCES "repositories"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repositories" ADD CONSTRAINT "repositories_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "installations" ADD CONSTRAINT "installations_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repository_writes" ADD CONSTRAINT "repository_writes_organization_id_repository_id_fkey" FOREIGN KEY ("organization_id", "repository_id") REFERENCES "repositories"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outgoing_comments" ADD CONSTRAINT "outgoing_comments_organization_id_repository_id_fkey" FOREIGN KEY ("organization_id", "repository_id") REFERENCES "repositories"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_organization_id_repository_id_fkey" FOREIGN KEY ("organization_id", "repository_id") REFERENCES "repositories"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "left_issues" ADD CONSTRAINT "left_issues_organization_id_repository_id_fkey" FOREIGN KEY ("organization_id", "repository_id") REFERENCES "repositories"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_news" ADD CONSTRAINT "ticket_news_organization_id_ticket_id_fkey" FOREIGN KEY ("organization_id", "ticket_id") REFERENCES "tickets"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote_approvals" ADD CONSTRAINT "quote_approvals_organization_id_problem_id_fkey" FOREIGN KEY ("organization_id", "problem_id") REFERENCES "problems"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote_approvals" ADD CONSTRAINT "quote_approvals_organization_id_report_id_fkey" FOREIGN KEY ("organization_id", "report_id") REFERENCES "reports"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
