-- AlterTable
ALTER TABLE "left_issues" ADD COLUMN     "cleared_at" TIMESTAMPTZ(3),
ADD COLUMN     "title" TEXT;

-- AlterTable
ALTER TABLE "tickets" ADD COLUMN     "hides" BOOLEAN NOT NULL DEFAULT false;
