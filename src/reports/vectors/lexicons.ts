import { type Lexicon, lexicalBuckets } from '../../embedding/lexical-features.ts'
import type { SparseVector } from '../../embedding/sparse-vector.ts'
import type { Transaction } from '../../platform/database/transaction.ts'
import { keepLatest } from './keep-latest.ts'

/** How many texts are learned in memory before they are added to the stored counts. A crash forgets at most these. */
const savedEvery = 64

type Counts = { documents: number; frequencies: Uint32Array }

/**
 * How common each lexical feature is in an organization's texts. Statistics, not state: nodes add what they
 * learned to the stored counts and take over what the others did.
 */
export class Lexicons {
  #known = new Map<string, Promise<{ counts: Counts; fresh: SparseVector[] }>>()

  async of(transaction: Transaction, organizationId: string): Promise<Lexicon> {
    return lexiconOf((await this.#open(transaction, organizationId)).counts)
  }

  /** Counts a text, and answers with it counted. */
  async learn(transaction: Transaction, organizationId: string, features: SparseVector): Promise<Lexicon> {
    const { counts, fresh } = await this.#open(transaction, organizationId)
    count(counts, features)
    fresh.push(features)
    if (fresh.length >= savedEvery) {
      // Forgotten before it is stored: should the transaction fail, the next use loads what is durable.
      this.#known.delete(organizationId)
      await save(transaction, organizationId, fresh)
    }
    return lexiconOf(counts)
  }

  #open(transaction: Transaction, organizationId: string) {
    const known = this.#known.get(organizationId)
    if (known !== undefined) return keepLatest(this.#known, organizationId, known)
    const opened = load(transaction, organizationId).then((counts) => ({ counts, fresh: [] }))
    opened.catch(() => this.#known.delete(organizationId))
    return keepLatest(this.#known, organizationId, opened)
  }
}

const lexiconOf = ({ documents, frequencies }: Counts): Lexicon => ({
  documents,
  frequency: (bucket) => frequencies[bucket] ?? 0,
})

function count(counts: Counts, { indices }: SparseVector): void {
  counts.documents += 1
  for (const bucket of indices) counts.frequencies[bucket] = (counts.frequencies[bucket] ?? 0) + 1
}

async function load(transaction: Transaction, organizationId: string): Promise<Counts> {
  const [row] = await transaction.$queryRaw<{ documents: number; frequencies: Uint8Array }[]>`
    SELECT documents, frequencies FROM lexicons WHERE organization_id = ${organizationId}::uuid`
  if (row === undefined) return { documents: 0, frequencies: new Uint32Array(lexicalBuckets) }
  return { documents: row.documents, frequencies: new Uint32Array(Uint8Array.from(row.frequencies).buffer) }
}

async function save(
  transaction: Transaction,
  organizationId: string,
  fresh: readonly SparseVector[],
): Promise<void> {
  const empty = new Uint8Array(lexicalBuckets * Uint32Array.BYTES_PER_ELEMENT)
  // The row lock that this takes makes nodes that save at the same time take turns.
  await transaction.$executeRaw`
    INSERT INTO lexicons AS known (organization_id, documents, frequencies)
    VALUES (${organizationId}::uuid, 0, ${empty})
    ON CONFLICT (organization_id) DO UPDATE SET documents = known.documents`
  const stored = await load(transaction, organizationId)
  for (const features of fresh) count(stored, features)
  await transaction.$executeRaw`
    UPDATE lexicons SET documents = ${stored.documents}, frequencies = ${new Uint8Array(stored.frequencies.buffer)}
    WHERE organization_id = ${organizationId}::uuid`
}
