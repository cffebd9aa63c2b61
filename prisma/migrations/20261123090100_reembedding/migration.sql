-- Written by hand: vectors stand in external tables.

-- The model that was last asked for `dense`, whether or not it can tell the language; '' where none was yet. What
-- is of another model than the configured one is embedded again.
ALTER TABLE "report_vectors" ADD COLUMN "asked_model" TEXT NOT NULL DEFAULT '';
ALTER TABLE "guidance_vectors" ADD COLUMN "asked_model" TEXT NOT NULL DEFAULT '';

UPDATE "report_vectors" SET "asked_model" = "model" WHERE "model" IS NOT NULL;
UPDATE "guidance_vectors" SET "asked_model" = "model" WHERE "model" IS NOT NULL;

-- What is left of a model, in the order that it is embedded again: representatives first, then the newest.
CREATE INDEX "report_vectors_asked_model_idx"
    ON "report_vectors" ("organization_id", "asked_model", "representative", "report_id");
