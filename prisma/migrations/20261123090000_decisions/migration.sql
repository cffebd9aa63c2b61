-- CreateEnum
CREATE TYPE "suggestion_state" AS ENUM ('OPEN', 'ACCEPTED', 'DISMISSED', 'OUTDATED');

-- CreateEnum
CREATE TYPE "constraint_kind" AS ENUM ('TOGETHER', 'APART');

-- AlterEnum
ALTER TYPE "membership_method" RENAME TO "membership_method_old";
CREATE TYPE "membership_method" AS ENUM ('OPENED', 'LIKENESS');
ALTER TABLE "memberships" ALTER COLUMN "method" TYPE "membership_method" USING "method"::text::"membership_method";
DROP TYPE "membership_method_old";

-- AlterEnum
ALTER TYPE "decision_kind" ADD VALUE 'MERGED';
ALTER TYPE "decision_kind" ADD VALUE 'SPLIT';
ALTER TYPE "decision_kind" ADD VALUE 'MOVED';
ALTER TYPE "decision_kind" ADD VALUE 'DISMISSED';
ALTER TYPE "decision_kind" ADD VALUE 'UNDONE';

-- AlterTable
ALTER TABLE "decisions" ADD COLUMN     "other_problem_id" UUID,
ADD COLUMN     "undoes_id" UUID;

-- AlterTable
ALTER TABLE "memberships" DROP COLUMN "actor_id",
ADD COLUMN     "decision_id" UUID;

-- AlterTable
ALTER TABLE "problems" ADD COLUMN     "merged_into_id" UUID;

-- CreateTable
CREATE TABLE "suggestions" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "state" "suggestion_state" NOT NULL,
    "problem_id" UUID NOT NULL,
    "other_problem_id" UUID NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "threshold" DOUBLE PRECISION NOT NULL,
    "model" TEXT NOT NULL,
    "nearest" JSONB NOT NULL,
    "shared_terms" TEXT[],
    "decision_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "suggestions_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "decision_moves" (
    "organization_id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "from_problem_id" UUID NOT NULL,
    "to_problem_id" UUID NOT NULL,
    "from_decision_id" UUID,

    CONSTRAINT "decision_moves_pkey" PRIMARY KEY ("organization_id","decision_id","report_id")
);

-- CreateTable
CREATE TABLE "constraints" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "kind" "constraint_kind" NOT NULL,
    "problem_id" UUID NOT NULL,
    "report_id" UUID,
    "other_problem_id" UUID,

    CONSTRAINT "constraints_pkey" PRIMARY KEY ("organization_id","id"),
    CONSTRAINT "constraints_subject_check" CHECK (num_nonnulls("report_id", "other_problem_id") = 1)
);

-- CreateIndex
CREATE INDEX "suggestions_organization_id_state_score_idx" ON "suggestions"("organization_id", "state", "score");

-- CreateIndex
CREATE INDEX "suggestions_organization_id_problem_id_idx" ON "suggestions"("organization_id", "problem_id");

-- CreateIndex
CREATE INDEX "suggestions_organization_id_other_problem_id_idx" ON "suggestions"("organization_id", "other_problem_id");

-- CreateIndex
CREATE INDEX "suggestions_organization_id_decision_id_idx" ON "suggestions"("organization_id", "decision_id");

-- Two problems are suggested once, whichever of them would stay.
CREATE UNIQUE INDEX "suggestions_pair_key" ON "suggestions" ("organization_id",
    least("problem_id", "other_problem_id"), greatest("problem_id", "other_problem_id"));

-- CreateIndex
CREATE INDEX "decision_moves_organization_id_report_id_idx" ON "decision_moves"("organization_id", "report_id");

-- CreateIndex
CREATE INDEX "constraints_organization_id_decision_id_idx" ON "constraints"("organization_id", "decision_id");

-- CreateIndex
CREATE INDEX "constraints_organization_id_problem_id_idx" ON "constraints"("organization_id", "problem_id");

-- CreateIndex
CREATE INDEX "constraints_organization_id_other_problem_id_idx" ON "constraints"("organization_id", "other_problem_id");

-- CreateIndex
CREATE INDEX "constraints_organization_id_report_id_idx" ON "constraints"("organization_id", "report_id");

-- CreateIndex
CREATE INDEX "decisions_organization_id_other_problem_id_decided_at_idx" ON "decisions"("organization_id", "other_problem_id", "decided_at");

-- CreateIndex
CREATE UNIQUE INDEX "decisions_organization_id_undoes_id_key" ON "decisions"("organization_id", "undoes_id");

-- CreateIndex
CREATE INDEX "problems_organization_id_merged_into_id_idx" ON "problems"("organization_id", "merged_into_id");

-- AddForeignKey
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_organization_id_problem_id_fkey" FOREIGN KEY ("organization_id", "problem_id") REFERENCES "problems"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_organization_id_other_problem_id_fkey" FOREIGN KEY ("organization_id", "other_problem_id") REFERENCES "problems"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_organization_id_decision_id_fkey" FOREIGN KEY ("organization_id", "decision_id") REFERENCES "decisions"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problems" ADD CONSTRAINT "problems_organization_id_merged_into_id_fkey" FOREIGN KEY ("organization_id", "merged_into_id") REFERENCES "problems"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization_id_decision_id_fkey" FOREIGN KEY ("organization_id", "decision_id") REFERENCES "decisions"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_organization_id_other_problem_id_fkey" FOREIGN KEY ("organization_id", "other_problem_id") REFERENCES "problems"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_organization_id_undoes_id_fkey" FOREIGN KEY ("organization_id", "undoes_id") REFERENCES "decisions"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision_moves" ADD CONSTRAINT "decision_moves_organization_id_decision_id_fkey" FOREIGN KEY ("organization_id", "decision_id") REFERENCES "decisions"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision_moves" ADD CONSTRAINT "decision_moves_organization_id_report_id_fkey" FOREIGN KEY ("organization_id", "report_id") REFERENCES "reports"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "constraints" ADD CONSTRAINT "constraints_organization_id_decision_id_fkey" FOREIGN KEY ("organization_id", "decision_id") REFERENCES "decisions"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "constraints" ADD CONSTRAINT "constraints_organization_id_report_id_fkey" FOREIGN KEY ("organization_id", "report_id") REFERENCES "reports"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
