-- AlterTable
ALTER TABLE "repositories" ADD COLUMN     "sync_error" TEXT;

-- CreateTable
CREATE TABLE "guidance_sources" (
    "organization_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "repository_id" UUID NOT NULL,
    "issue_number" INTEGER NOT NULL,
    "judged_hash" TEXT,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "guidance_sources_pkey" PRIMARY KEY ("organization_id","key")
);

-- CreateTable
CREATE TABLE "guidance_files" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "blob_sha" TEXT NOT NULL,
    "guidance_id" UUID,
    "error" TEXT,
    "synced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "guidance_files_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE INDEX "guidance_sources_organization_id_repository_id_issue_number_idx" ON "guidance_sources"("organization_id", "repository_id", "issue_number");

-- CreateIndex
CREATE INDEX "guidance_sources_seen_at_idx" ON "guidance_sources"("seen_at");

-- CreateIndex
CREATE INDEX "guidance_files_organization_id_product_id_idx" ON "guidance_files"("organization_id", "product_id");

-- CreateIndex
CREATE INDEX "guidance_files_organization_id_guidance_id_idx" ON "guidance_files"("organization_id", "guidance_id");

-- CreateIndex
CREATE UNIQUE INDEX "guidance_files_organization_id_repository_id_path_key" ON "guidance_files"("organization_id", "repository_id", "path");

-- AddForeignKey
ALTER TABLE "guidance_sources" ADD CONSTRAINT "guidance_sources_organization_id_repository_id_fkey" FOREIGN KEY ("organization_id", "repository_id") REFERENCES "repositories"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guidance_files" ADD CONSTRAINT "guidance_files_organization_id_repository_id_fkey" FOREIGN KEY ("organization_id", "repository_id") REFERENCES "repositories"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guidance_files" ADD CONSTRAINT "guidance_files_organization_id_product_id_fkey" FOREIGN KEY ("organization_id", "product_id") REFERENCES "products"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guidance_files" ADD CONSTRAINT "guidance_files_organization_id_guidance_id_fkey" FOREIGN KEY ("organization_id", "guidance_id") REFERENCES "guidance"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
