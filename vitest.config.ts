import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

const graphql = createRequire(import.meta.url).resolve('graphql/index.js')

/** What opens embedded databases itself, or none, and takes long: on a server it would be the same once more. */
const notOfServer = [
  'tests/embedding/**',
  'tests/entrypoints/cli/import-survives-kill.test.ts',
  'tests/entrypoints/cli/start.test.ts',
  'tests/journeys/github/kill-during-write.test.ts',
  'tests/platform/database/{embedded,maintain}-database.test.ts',
  'tests/platform/database/lock-folder.test.ts',
  'tests/problems/decisions/kill-during-merge.test.ts',
  'tests/repositories/defuse-text.test.ts',
]

export default defineConfig({
  // Some packages import graphql, others require it; two copies of it refuse each other's schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    globalSetup: ['tests/support/make-database-template.ts'],
    include: ['tests/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(process.env.TEST_DATABASE_URL ? notOfServer : [])],
    // Processes, as native modules are loaded; two at a time, as each may bring a database thread of its own.
    pool: 'forks',
    maxWorkers: 2,
    // Files share the modules that their process has loaded: loading them takes longer than most tests.
    isolate: false,
    // Generous: a database folder takes seconds to fill where all processors are busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One copy inside the tests too: what node loads by itself doesn't see the alias.
    server: { deps: { inline: [/@pothos\//, /graphql-yoga/, /@graphql-tools\//, /@graphql-yoga\//] } },
  },
})
