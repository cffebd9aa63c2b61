ALTER TABLE "problems" ADD COLUMN "cohesion" DOUBLE PRECISION NOT NULL DEFAULT 0;

-- What the meanings of all texts of an organization have in common, and so tells none of them apart: their sum, an
-- array of little-endian 32-bit floats.
CREATE TABLE "centers" (
    "organization_id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "texts" INTEGER NOT NULL,
    "sum" BYTEA NOT NULL,

    CONSTRAINT "centers_pkey" PRIMARY KEY ("organization_id", "model")
);

ALTER TABLE "problems" ADD COLUMN "compared_reports" INTEGER NOT NULL DEFAULT 0;

CREATE INDEX "problems_to_compare_idx" ON "problems" ("organization_id") WHERE "report_count" > 0 AND "report_count" <> "compared_reports";
