import type { Transaction } from '../../platform/database/transaction.ts'
import { keepLatest } from './keep-latest.ts'

/** How many texts are learned in memory before they are added to the stored sum. A crash forgets at most these. */
const savedEvery = 64
/** Of fewer texts than this the mean says little yet: it counts as if so many more had a mean of zero. */
const caution = 100

type Sum = { texts: number; sum: Float32Array }

/**
 * The mean of the meanings of an organization's texts: all of them are about its products, so all are somewhat
 * alike, and what all have in common hides what tells them apart (Mu and Viswanath, "All-but-the-Top", 2018).
 * A statistic, not state: nodes add what they learned to the stored sum and take over what the others did.
 */
export class Centers {
  #known = new Map<string, Promise<{ stored: Sum; fresh: Sum }>>()

  /** Counts a meaning, and answers the mean with it counted: Float32Array(its length), shorter than one. */
  async learn(
    transaction: Transaction,
    organizationId: string,
    model: string,
    dense: Float32Array,
  ): Promise<Float32Array> {
    const key = `${organizationId} ${model}`
    const { stored, fresh } = await this.#open(transaction, key, organizationId, model, dense.length)
    add(fresh, { texts: 1, sum: dense })
    if (fresh.texts >= savedEvery) {
      // Forgotten before it is stored: should the transaction fail, the next use loads what is durable.
      this.#known.delete(key)
      await save(transaction, organizationId, model, fresh)
    }
    return meanOf(stored, fresh)
  }

  /** Float32Array(dimensions). */
  async of(
    transaction: Transaction,
    organizationId: string,
    model: string,
    dimensions: number,
  ): Promise<Float32Array> {
    const key = `${organizationId} ${model}`
    const { stored, fresh } = await this.#open(transaction, key, organizationId, model, dimensions)
    return meanOf(stored, fresh)
  }

  #open(
    transaction: Transaction,
    key: string,
    organizationId: string,
    model: string,
    dimensions: number,
  ): Promise<{ stored: Sum; fresh: Sum }> {
    const known = this.#known.get(key)
    if (known !== undefined) return keepLatest(this.#known, key, known)
    const opened = load(transaction, organizationId, model, dimensions).then((stored) => ({
      stored,
      fresh: { texts: 0, sum: new Float32Array(dimensions) },
    }))
    opened.catch(() => this.#known.delete(key))
    return keepLatest(this.#known, key, opened)
  }
}

const meanOf = (stored: Sum, fresh: Sum): Float32Array => {
  const texts = stored.texts + fresh.texts + caution
  return stored.sum.map((value, at) => (value + (fresh.sum[at] as number)) / texts)
}

function add(to: Sum, { texts, sum }: Sum): void {
  to.texts += texts
  for (let at = 0; at < sum.length; at++) to.sum[at] = (to.sum[at] as number) + (sum[at] as number)
}

async function load(
  transaction: Transaction,
  organizationId: string,
  model: string,
  dimensions: number,
): Promise<Sum> {
  const [row] = await transaction.$queryRaw<{ texts: number; sum: Uint8Array }[]>`
    SELECT texts, sum FROM centers WHERE organization_id = ${organizationId}::uuid AND model = ${model}`
  if (row === undefined) return { texts: 0, sum: new Float32Array(dimensions) }
  return { texts: row.texts, sum: new Float32Array(Uint8Array.from(row.sum).buffer) }
}

async function save(
  transaction: Transaction,
  organizationId: string,
  model: string,
  fresh: Sum,
): Promise<void> {
  const empty = new Uint8Array(fresh.sum.byteLength)
  // The row lock that this takes makes nodes that save at the same time take turns.
  await transaction.$executeRaw`
    INSERT INTO centers AS known (organization_id, model, texts, sum)
    VALUES (${organizationId}::uuid, ${model}, 0, ${empty})
    ON CONFLICT (organization_id, model) DO UPDATE SET texts = known.texts`
  const stored = await load(transaction, organizationId, model, fresh.sum.length)
  add(stored, fresh)
  await transaction.$executeRaw`
    UPDATE centers SET texts = ${stored.texts}, sum = ${new Uint8Array(stored.sum.buffer)}
    WHERE organization_id = ${organizationId}::uuid AND model = ${model}`
}
