-- Written by hand: vectors stand in external tables.

-- One vector a problem, the mean of its representatives: src/reports/vectors/sketch-vector.ts. By it a search finds
-- the few problems whose representatives are then compared one by one.
CREATE TABLE "problem_vectors" (
    "organization_id" UUID NOT NULL,
    "problem_id" UUID NOT NULL,
    "product_id" UUID,
    "sketch" halfvec(1152) NOT NULL,

    CONSTRAINT "problem_vectors_pkey" PRIMARY KEY ("organization_id", "problem_id"),
    CONSTRAINT "problem_vectors_problem_fkey" FOREIGN KEY ("organization_id", "problem_id")
        REFERENCES "problems" ("organization_id", "id") ON DELETE CASCADE
) WITH (toast_tuple_target = 8160);

ALTER TABLE "problem_vectors" ALTER COLUMN "sketch" SET STORAGE MAIN;

CREATE INDEX "problem_vectors_organization_id_product_id_idx" ON "problem_vectors" ("organization_id", "product_id");

-- Kept by the embedded database (WebAssembly), the index takes 140 ms a change; there every problem of the product is
-- looked at, which is fast enough for as many as it is meant for.
DO $$ BEGIN
    IF version() NOT LIKE '%emscripten%' THEN
        CREATE INDEX "problem_vectors_sketch_idx" ON "problem_vectors" USING hnsw ("sketch" halfvec_cosine_ops);
    END IF;
END $$;

-- Those of one problem, newest last, without its other members.
CREATE INDEX "report_vectors_representatives_of_problem_idx"
    ON "report_vectors" ("organization_id", "problem_id", "report_id") WHERE "representative";
