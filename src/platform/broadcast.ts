import { EventEmitter, on } from 'node:events'
import type { Database } from './database/open-database.ts'
import type { Transaction } from './database/transaction.ts'

const channel = 'bothways'

/** Tells every node that something happened, once the transaction that says so commits. */
export interface Broadcast {
  /** `payload` holds ids, not contents: the database carries at most 8,000 bytes. */
  publish(transaction: Transaction, topic: string, payload: Record<string, string>): Promise<void>
  subscribe(topic: string, signal?: AbortSignal): AsyncIterable<Record<string, string>>
  close(): Promise<void>
}

export async function openBroadcast(database: Database): Promise<Broadcast> {
  const emitter = new EventEmitter().setMaxListeners(0)
  const unlisten = await database.listen(channel, (message) => {
    const { topic, payload } = JSON.parse(message) as { topic: string; payload: Record<string, string> }
    emitter.emit(topic, payload)
  })
  return {
    async publish(transaction, topic, payload) {
      await transaction.$executeRaw`SELECT pg_notify(${channel}, ${JSON.stringify({ topic, payload })})`
    },
    async *subscribe(topic, signal) {
      for await (const [payload] of on(emitter, topic, signal ? { signal } : {})) yield payload
    },
    close: unlisten,
  }
}
