import type { ClientBase } from 'pg'
import pg from 'pg'
import { startWorker } from '../start-worker.ts'
import { EmbeddedDatabaseStopped, EmbeddedDatabaseUnreadable } from './database.errors.ts'
import type { EmbeddedReply, EmbeddedRequest, EmbeddedSetup } from './embedded-messages.ts'
import { type EmbeddedLink, EmbeddedWire } from './embedded-wire.ts'

/** PostgreSQL as WebAssembly in a thread of this process. It has one session, so the pool has one client. */
export type EmbeddedDatabase = {
  readonly pool: pg.Pool
  /** A tar of the whole cluster, fit to be another one's template. */
  dump(): Promise<Uint8Array>
  /** Waits for the queries that run, then ends the thread. */
  close(): Promise<void>
  /** Ends the thread at once, as a crash would: whatever is pending fails. */
  abort(): Promise<void>
}

export type EmbeddedOptions = EmbeddedSetup & {
  /** Called, and awaited, for each new client of the pool: after a broken connection there is another one. */
  readonly onConnect?: (client: ClientBase) => Promise<void>
}

/** The folder must be locked by the caller: the engine itself doesn't keep a second process away. */
export async function openEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const setup: EmbeddedSetup = { folder: options.folder, template: options.template }
  const worker = startWorker(new URL('./embedded-database.worker.ts', import.meta.url), { workerData: setup })
  const link = linkTo(worker)
  await link.reply('ready').catch((error: Error) => {
    throw new EmbeddedDatabaseUnreadable(options.folder, error.cause)
  })

  let wires = 0
  const pool = new pg.Pool({
    max: 1,
    idleTimeoutMillis: 0,
    // Nobody should wait this long; who does most likely holds the one connection and asks for another.
    connectionTimeoutMillis: 60_000,
    user: 'postgres',
    database: 'postgres',
    stream: () => new EmbeddedWire(link, ++wires),
    ...(options.onConnect ? { onConnect: options.onConnect } : {}),
  })

  return {
    pool,
    async dump() {
      link.send({ kind: 'dump' })
      return (await link.reply('dumped')).tarball
    },
    async close() {
      await pool.end()
      const closed = link.reply('closed')
      link.send({ kind: 'close' })
      await closed
      await worker.terminate()
    },
    async abort() {
      await worker.terminate()
    },
  }
}

type Reply<K extends EmbeddedReply['kind']> = Extract<EmbeddedReply, { kind: K }>

function linkTo(worker: ReturnType<typeof startWorker>) {
  let stopped: EmbeddedDatabaseStopped | null = null
  const subscribers = new Set<Parameters<EmbeddedLink['subscribe']>>()
  const stop = (cause: unknown) => {
    stopped ??= new EmbeddedDatabaseStopped(cause)
    for (const [, onStop] of [...subscribers]) onStop(stopped)
  }
  worker.on('message', (reply: EmbeddedReply) => {
    for (const [onReply] of [...subscribers]) onReply(reply)
  })
  worker.on('error', stop)
  worker.on('exit', (code) => stop(`its thread ended with code ${code}`))

  return {
    send(request: EmbeddedRequest) {
      worker.postMessage(request, request.kind === 'execute' ? [request.bytes.buffer as ArrayBuffer] : [])
    },
    subscribe(...subscriber: Parameters<EmbeddedLink['subscribe']>) {
      subscribers.add(subscriber)
      if (stopped) subscriber[1](stopped)
      return () => void subscribers.delete(subscriber)
    },
    /** The next reply of that kind; rejects when the thread ends first. */
    reply<K extends EmbeddedReply['kind']>(kind: K): Promise<Reply<K>> {
      return new Promise<Reply<K>>((resolve, reject) => {
        const done = this.subscribe((reply) => {
          if (reply.kind !== kind) return
          done()
          resolve(reply as Reply<K>)
        }, reject)
      })
    },
  }
}
