import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { gunzipSync } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { vector } from '@electric-sql/pglite-pgvector'
import type { EmbeddedReply, EmbeddedRequest, EmbeddedSetup } from './embedded-messages.ts'

/**
 * Replaces postgresql.conf as a whole, so what initdb would have found out is said here too.
 * 32 MB of buffers instead of 128 saves 100 MB of memory; the system's file cache serves the rest.
 */
const settings = [
  "shared_buffers = '32MB'",
  "timezone = 'UTC'",
  "log_timezone = 'UTC'",
  "default_text_search_config = 'pg_catalog.english'",
]

const sync = Uint8Array.of(0x53, 0, 0, 0, 4)

const port = parentPort
if (port === null) throw new Error('embedded-database.worker runs as a worker thread only')

const database = await open(workerData as EmbeddedSetup)
const reply = (message: EmbeddedReply, moved: ArrayBuffer[] = []) => port.postMessage(message, moved)

let last = Promise.resolve()
port.on('message', (request: EmbeddedRequest) => {
  // A failure here is not a failing query (those are answers) but a broken engine: it ends the thread.
  last = last.then(() => serve(request))
})
reply({ kind: 'ready' })

async function open({ folder, template }: EmbeddedSetup): Promise<PGlite> {
  const options = { extensions: { vector, pg_trgm }, postgresqlconf: settings }
  if (folder === null) return PGlite.create({ ...options, ...loading(template) })
  // Marks a cluster that is still being made: a process killed meanwhile leaves a folder that looks like one.
  const unfinished = `${folder}.unfinished`
  if (existsSync(unfinished)) rmSync(folder, { recursive: true, force: true })
  if (existsSync(join(folder, 'PG_VERSION'))) return PGlite.create({ ...options, dataDir: folder })
  mkdirSync(folder, { recursive: true })
  writeFileSync(unfinished, '')
  const made = await PGlite.create({ ...options, dataDir: folder, ...loading(template) })
  rmSync(unfinished)
  return made
}

function loading(template: Uint8Array | null): { loadDataDir?: Blob } {
  if (template === null) return {}
  const gzipped = template[0] === 0x1f && template[1] === 0x8b
  // Node's zlib unpacks it several times faster than PGlite does.
  const tar = gzipped ? gunzipSync(template) : template
  return { loadDataDir: new Blob([new Uint8Array(tar)], { type: 'application/x-tar' }) }
}

async function serve(request: EmbeddedRequest): Promise<void> {
  switch (request.kind) {
    case 'begin':
      // The engine has one session for ever; a new client must find it as if it had just been opened.
      await database.execProtocolRaw(sync)
      await database.exec('ROLLBACK')
      await database.exec('DISCARD ALL')
      return reply({ kind: 'begun', wire: request.wire })
    case 'execute': {
      // A copy: the answer is a view of a buffer that the engine uses again.
      const bytes = new Uint8Array(await database.execProtocolRaw(request.bytes))
      return reply({ kind: 'answer', wire: request.wire, bytes }, [bytes.buffer])
    }
    case 'dump': {
      const tarball = new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer())
      return reply({ kind: 'dumped', tarball }, [tarball.buffer])
    }
    case 'close':
      await database.close()
      reply({ kind: 'closed' })
      port?.close()
  }
}
