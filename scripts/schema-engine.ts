// Prisma's schema engine as WebAssembly over the embedded database: the commands of `prisma migrate` that write and
// compare migrations, without the native engine that the CLI would download.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg'
import type { Pool, QueryConfig, QueryResult } from 'pg'
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../src/platform/database/embedded-database.ts'

const wasm = fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')).replace(
  /\.js$/,
  '.wasm',
)

/** Of the DOM's types, which a server has no other use for. */
declare const WebAssembly: {
  instantiate(
    code: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>
}

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>

export type SchemaFiles = { path: string; content: string }[]

export type SchemaEngine = {
  readonly commands: engine.SchemaEngine
  close(): Promise<void>
}

export async function openSchemaEngine(files: SchemaFiles): Promise<SchemaEngine> {
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), { './schema_engine_bg.js': engine })
  engine.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()

  const opened: EmbeddedDatabase[] = []
  const openAdapter = async () => {
    const database = await openEmbeddedDatabase({ folder: null, template: null })
    opened.push(database)
    const adapter = await new PrismaPg(database.pool).connect()
    const runScript = database.pool.query.bind(database.pool) as (script: string) => Promise<unknown>
    // The adapter's own way splits at every semicolon, those inside functions and comments too.
    adapter.executeScript = async (script) => {
      await runScript(script).catch((error) => {
        // The engine reports only that something outside of it failed.
        console.error(error)
        throw error
      })
    }
    teachChar(adapter, database.pool)
    return adapter
  }
  const adapter = await openAdapter()
  const factory = Object.assign(new PrismaPg({}), {
    connect: async () => adapter,
    // Not a second database of the same server, as the embedded one has a single session.
    connectToShadowDb: openAdapter,
  })
  const datamodels = files.map(({ path, content }): [string, string] => [path, content])
  const commands = await engine.SchemaEngine.new(
    { datamodels },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  )
  return {
    commands,
    close: async () => void (await Promise.all(opened.map((database) => database.close()))),
  }
}

/**
 * PostgreSQL's internal type "char" (18), of which its catalogue is full, is refused by the adapter, while the engine
 * insists on it. The adapter is told character(n) (1042), which it reads alike, and its answer is then put right.
 */
function teachChar(adapter: Adapter, pool: Pool): void {
  const columns = new WeakMap<object, number[]>()
  const query = pool.query.bind(pool) as (config: QueryConfig) => Promise<QueryResult>
  const disguised = async (config: QueryConfig): Promise<QueryResult> => {
    const result = await query(config)
    const fields = result.fields ?? []
    columns.set(
      result.rows,
      fields.flatMap((field, index) => (field.dataTypeID === 18 ? [index] : [])),
    )
    for (const field of fields) if (field.dataTypeID === 18) field.dataTypeID = 1042
    return result
  }
  Object.assign(pool, { query: disguised })
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (sql) => {
    const result = await queryRaw(sql)
    for (const index of columns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }
}

export const lockfile = 'provider = "postgresql"\n'

export const readSchema = (folder: string): SchemaFiles =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({ path: join(folder, name), content: readFileSync(join(folder, name), 'utf8') }))

export function readMigrations(folder: string): engine.MigrationList {
  const names = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []
  return {
    baseDir: resolve(folder),
    // Written by Prisma's CLI and asked for by its engine; it never says anything else here.
    lockfile: { path: 'migration_lock.toml', content: lockfile },
    shadowDbInitScript: '',
    migrationDirectories: names
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort()
      .map((name) => {
        const value = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
        return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } } }
      }),
  }
}
