-- CreateEnum
CREATE TYPE "signal_kind" AS ENUM ('EMERGING', 'SPIKE', 'REGRESSION', 'REGRESSION_REVIEW');

-- AlterEnum
ALTER TYPE "decision_kind" ADD VALUE 'REGRESSED';

-- AlterTable
ALTER TABLE "problems" ADD COLUMN     "fix_id" UUID,
ADD COLUMN     "fixed_at" TIMESTAMPTZ(3),
ADD COLUMN     "fixed_in_version" TEXT;

-- What is fixed already was fixed by its latest decision; in which version nobody said.
UPDATE "problems" SET "fix_id" = fix."id", "fixed_at" = fix."decided_at"
FROM (
    SELECT DISTINCT ON ("organization_id", "problem_id") "organization_id", "problem_id", "id", "decided_at"
    FROM "decisions" WHERE "kind" = 'FIXED' ORDER BY "organization_id", "problem_id", "id" DESC
) AS fix
WHERE "problems"."organization_id" = fix."organization_id" AND "problems"."id" = fix."problem_id"
    AND "problems"."status" = 'FIXED';

-- CreateTable
CREATE TABLE "problem_signals" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "problem_id" UUID NOT NULL,
    "kind" "signal_kind" NOT NULL,
    "episode" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "window_hours" INTEGER,
    "customers" INTEGER,
    "expected" DOUBLE PRECISION,
    "probability" DOUBLE PRECISION,
    "calm_customers" INTEGER,
    "version" TEXT,
    "fixed_in_version" TEXT,
    "report_id" UUID,

    CONSTRAINT "problem_signals_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE INDEX "problem_signals_ended_at_idx" ON "problem_signals"("ended_at");

-- CreateIndex
CREATE UNIQUE INDEX "problem_signals_organization_id_problem_id_kind_episode_key" ON "problem_signals"("organization_id", "problem_id", "kind", "episode");

-- AddForeignKey
ALTER TABLE "problem_signals" ADD CONSTRAINT "problem_signals_organization_id_problem_id_fkey" FOREIGN KEY ("organization_id", "problem_id") REFERENCES "problems"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
