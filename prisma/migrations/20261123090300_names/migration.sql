-- CreateEnum
CREATE TYPE "problem_title_source" AS ENUM ('REPORT', 'CENTRAL_REPORT', 'MODEL', 'PERSON');

-- CreateEnum
CREATE TYPE "naming_outcome" AS ENUM ('ASKED', 'ANSWERED', 'REFUSED', 'UNAVAILABLE');

-- AlterEnum
ALTER TYPE "decision_kind" ADD VALUE 'RENAMED';

-- AlterTable
ALTER TABLE "decisions" ADD COLUMN     "title" TEXT;

-- AlterTable
ALTER TABLE "problems" ADD COLUMN     "title_source" "problem_title_source" NOT NULL DEFAULT 'REPORT',
ADD COLUMN     "model_summary" TEXT,
ADD COLUMN     "terms" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "central_report_id" UUID,
ADD COLUMN     "named_reports" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "name_due_at" TIMESTAMPTZ(3);

-- A candidate's title comes from its first report, one that recurs was named after its most central one.
UPDATE "problems" SET "title_source" = 'CENTRAL_REPORT' WHERE "recurring_since" IS NOT NULL;

-- CreateTable
CREATE TABLE "naming_calls" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "outcome" "naming_outcome" NOT NULL,
    "title" TEXT,
    "summary" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "naming_calls_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE INDEX "naming_calls_organization_id_question_idx" ON "naming_calls"("organization_id", "question");

-- CreateIndex
CREATE INDEX "naming_calls_organization_id_asked_at_idx" ON "naming_calls"("organization_id", "asked_at");

-- CreateIndex
CREATE INDEX "problems_name_due_at_idx" ON "problems"("name_due_at");

-- AddForeignKey
ALTER TABLE "problems" ADD CONSTRAINT "problems_organization_id_central_report_id_fkey" FOREIGN KEY ("organization_id", "central_report_id") REFERENCES "reports"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
