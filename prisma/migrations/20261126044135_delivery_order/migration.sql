-- AlterTable
ALTER TABLE "webhook_deliveries" ADD COLUMN     "position" BIGSERIAL NOT NULL;
