-- One pair of hashes was of the last edit alone; now the latest ones are kept.
ALTER TABLE "tickets" DROP COLUMN "body_read_hash",
DROP COLUMN "body_sent_hash",
ADD COLUMN     "own_edits" TEXT[] DEFAULT ARRAY[]::TEXT[];
