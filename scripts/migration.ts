// `migration.ts check` fails where prisma/migrations does not lead to prisma/*.prisma;
// `migration.ts NAME` writes the next migration, to be read and completed by hand.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lockfile, openSchemaEngine, readMigrations, readSchema } from './schema-engine.ts'

const folder = 'prisma/migrations'

/** Written by hand in SQL: an index over vectors can't be said in Prisma's language, and would be dropped. */
const filters = {
  externalTables: [
    'public.report_vectors',
    'public.guidance_vectors',
    'public.problem_vectors',
    'public.lexicons',
    'public.centers',
  ],
  externalEnums: [],
}

const name = process.argv[2]
if (name === undefined) {
  console.error('usage: migration.ts NAME | check')
  process.exit(2)
}

const files = readSchema('prisma')
const engine = await openSchemaEngine(files)
try {
  process.exitCode = name === 'check' ? await check() : await write(name)
} finally {
  await engine.close()
}

async function difference(): Promise<string | null> {
  const { stdout, exitCode } = await engine.commands.diff({
    from: { tag: 'migrations', ...readMigrations(folder) },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: true,
    filters,
  })
  return exitCode ? (stdout ?? '') : null
}

async function check(): Promise<number> {
  const sql = await difference()
  if (sql === null) {
    console.log(`${readMigrations(folder).migrationDirectories.length} migrations lead to the schema`)
    return 0
  }
  console.error(`The migrations don't lead to prisma/*.prisma. Still to be done:\n\n${sql}`)
  return 1
}

async function write(migrationName: string): Promise<number> {
  if ((await difference()) === null) {
    console.log('nothing to do: the migrations lead to the schema already')
    return 0
  }
  const migrationsList = readMigrations(folder)
  // Applied first: the warnings about lost data are found by looking into a database at the last migration.
  await engine.commands.applyMigrations({ migrationsList, filters })
  await engine.commands.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: true, filters })
  const made = await engine.commands.createMigration({
    draft: true,
    migrationName,
    migrationsList,
    schema: { files },
    filters,
  })
  const target = join(folder, made.generatedMigrationName)
  mkdirSync(target, { recursive: true })
  writeFileSync(join(target, 'migration.sql'), made.migrationScript ?? '')
  const lock = join(folder, 'migration_lock.toml')
  if (!existsSync(lock)) writeFileSync(lock, lockfile)
  console.log(join(target, 'migration.sql'))
  return 0
}
