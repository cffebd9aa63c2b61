import { Prisma } from '../../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'
import { mapInTurns } from '../../platform/in-turns.ts'
import { type Meaning, meaningOf } from './meaning-of.ts'
import { vectorLiteral } from './vector-literals.ts'

/** Few enough that a live report's single text is never long behind them. */
const batchSize = 64

/**
 * Embeds the next grouped reports that another model was asked for last, those that stand for a problem first, then
 * the newest. Wording, memberships and their reasons stay as they are. A language that the model can't tell loses
 * its old vector: nothing would ever be compared with it again.
 * @returns how many were found, and how many of them got their vector: the others are being changed by somebody else
 * @throws EmbedderUnavailable; nothing is changed then
 */
export async function renewVectors(
  deps: Deps,
  organizationId: string,
  model: string,
): Promise<{ found: number; renewed: number }> {
  const stale = await findStale(deps, organizationId, model)
  // Outside the transaction: a model that is slow must not hold a connection.
  const meanings = await meaningOf(deps, stale)
  const rows = await mapInTurns(stale, ({ id }, at) => {
    const { dense, model: of } = meanings[at] as Meaning
    return { id, model: of, dense: dense && vectorLiteral(dense) }
  })
  if (rows.length === 0) return { found: 0, renewed: 0 }
  return inTransaction(deps.database, async (transaction) => {
    // First of all: who waits for others only while holding nothing can't be part of a deadlock either.
    for (const { dense, model: of } of meanings)
      if (dense && of) await deps.centers.learn(transaction, organizationId, of, dense)
    // Rows that somebody else holds are left for the next time: who never waits can't be part of a deadlock.
    const renewed = await transaction.$queryRaw<{ problemId: string }[]>(Prisma.sql`
      WITH given AS (
        SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row (id uuid, model text, dense text)
      ), free AS (
        SELECT v.report_id FROM report_vectors v JOIN given ON given.id = v.report_id
        WHERE v.organization_id = ${organizationId}::uuid AND v.asked_model <> ${model} FOR UPDATE OF v SKIP LOCKED
      )
      UPDATE report_vectors v SET asked_model = ${model}, model = given.model, dense = given.dense::vector
      FROM given JOIN free ON free.report_id = given.id
      WHERE v.organization_id = ${organizationId}::uuid AND v.report_id = given.id
      RETURNING v.problem_id AS "problemId"`)
    const problemIds = [...new Set(renewed.map(({ problemId }) => problemId))]
    if (problemIds.length > 0)
      await deps.events.emit(deps, transaction, 'vectors.renewed', { organizationId, problemIds })
    return { found: stale.length, renewed: renewed.length }
  })
}

type Stale = { id: string; text: string; language: string }

async function findStale({ database }: Deps, organizationId: string, model: string): Promise<Stale[]> {
  // One model at a time: then the index has them in order, however many there are.
  const [other] = await database.prisma.$queryRaw<{ model: string }[]>`
    (SELECT asked_model AS model FROM report_vectors
      WHERE organization_id = ${organizationId}::uuid AND asked_model < ${model} ORDER BY asked_model LIMIT 1)
    UNION ALL
    (SELECT asked_model FROM report_vectors
      WHERE organization_id = ${organizationId}::uuid AND asked_model > ${model} ORDER BY asked_model LIMIT 1)
    LIMIT 1`
  if (other === undefined) return []
  return database.prisma.$queryRaw<Stale[]>`
    SELECT r.id, r.redacted_text AS text, r.language
    FROM report_vectors v JOIN reports r ON r.organization_id = v.organization_id AND r.id = v.report_id
    WHERE v.organization_id = ${organizationId}::uuid AND v.asked_model = ${other.model}
    ORDER BY v.representative DESC, v.report_id DESC LIMIT ${batchSize}`
}
