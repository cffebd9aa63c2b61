import { defineConfig } from 'prisma/config'

// These commands run no schema engine, yet Prisma's CLI downloads one first; any file that exists satisfies it.
const withoutEngine = ['generate', 'validate', 'format']
if (withoutEngine.some((command) => process.argv.includes(command))) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath
}

export default defineConfig({
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/bothways' },
})
