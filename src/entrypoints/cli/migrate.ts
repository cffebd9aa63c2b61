import type { Env } from '../../env.ts'
import { withOperator } from './open-for-operator.ts'
import type { Terminal } from './terminal.ts'

/** Brings the schema of the service and of its job queue up to date, as a start would. */
export const migrate = (env: Env, terminal: Terminal): Promise<void> =>
  withOperator(env, async ({ deps, applied }) => {
    const where = deps.database.kind === 'embedded' ? `the embedded database in ${env.dataDir}` : 'PostgreSQL'
    for (const name of applied) terminal.print(`applied ${name}`)
    terminal.print(
      applied.length === 0
        ? `Nothing to apply: ${where} and its job queue are up to date.`
        : `Now ${where} and its job queue are up to date.`,
    )
  })
