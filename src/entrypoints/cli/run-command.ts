import { readFileSync } from 'node:fs'
import { cac } from 'cac'
import { exitConfig, readEnv, WrongEnv } from '../../env.ts'
import { DataFolderInUse } from '../../platform/database/database.errors.ts'
import { readRemote } from './api-client.ts'
import { doctor } from './doctor/doctor.ts'
import { importFile } from './import/import-file.ts'
import { readImportOptions } from './import/read-import-options.ts'
import { runKeys } from './keys/run-keys.ts'
import { migrate } from './migrate.ts'
import { runOutbox } from './outbox/run-outbox.ts'
import { type Role, roles, start } from './start.ts'
import { streamFile } from './stream/stream-file.ts'
import { processTerminal as terminal } from './terminal.ts'
import { exitUsage, UsageError } from './usage-error.ts'
import { workJobs } from './work-jobs.ts'

type Options = Record<string, unknown>

/** What an import ends with when it could not be done. */
const exitNotImported = 2

/** Runs one command of the command line. @returns the exit code */
export async function runCommand(argv: string[]): Promise<number> {
  const cli = describeCommands()
  try {
    cli.parse(argv, { run: false })
    if (cli.matchedCommand === undefined) {
      if (cli.options.help || cli.options.version) return 0
      const [name] = cli.args
      if (name !== undefined) throw new UsageError(`There is no command "${name}".`)
      cli.outputHelp()
      return exitUsage
    }
    const code: unknown = await cli.runMatchedCommand()
    return typeof code === 'number' ? code : 0
  } catch (error) {
    return complain(error, cli.matchedCommandName)
  }
}

function describeCommands() {
  const cli = cac('bothways')
  cli
    .command('start', 'Start the service')
    .option('--role <role>', 'server, worker or all', { default: 'all' })
    .action(({ role }: { role: string }) => {
      if (!roles.includes(role as Role)) throw new UsageError(`--role ${role}: must be ${roles.join(', ')}.`)
      return start(readEnv(), role as Role, terminal.print)
    })
  cli
    .command('demo', 'Show the whole loop on invented data; a local stand-in takes the place of GitHub')
    .option('--once', 'End by itself, with exit code 0 only if the whole loop was seen')
    .option('--data-dir <folder>', 'Keep the data there; a temporary folder, where not given')
    .action(async ({ once, dataDir }: Options) => {
      // Loaded here only: a service that starts for real never has the stand-in in memory.
      const { demo } = await import('../demo/demo.ts')
      const folder = dataDir === undefined ? null : String(dataDir)
      await demo(readEnv(), { once: once === true, dataDir: folder }, process.stdout)
    })
  cli
    .command('migrate', 'Bring the database up to date, as a start would')
    .action(() => migrate(readEnv(), terminal))
  cli
    .command('keys <create|list|revoke> [id]', 'Create, list and revoke API keys')
    .option('--name <name>', 'create: what the key is for')
    .option('--scopes <scopes>', 'create: READ, REPORT, GUIDE, TRIAGE, ADMIN', { default: 'READ,REPORT' })
    .option('--member <name>', 'create: on whose behalf it acts; the oldest member, where not given')
    .option('--expires <day>', 'create: from which day on it is refused, such as 2027-01-31 (UTC)')
    .option('--organization <name>', 'Whose keys; needed where there are several')
    .option('--url <url>', 'Ask this running service instead of opening the database')
    .option('--key <key>', 'With --url: a key with the scope ADMIN')
    .example('  $ KEY=$(bothways keys create --name "help desk" --scopes READ,REPORT)')
    .example('  $ bothways keys list --url http://127.0.0.1:4720 --key $ADMIN_KEY')
    .example('  $ bothways keys revoke QXBpS2V5OjAx…')
    .action((action: string, id: string | undefined, options: Options) =>
      runKeys(action, id, options, readEnv, terminal),
    )
  cli
    .command('import <file>', 'Import reports from a JSONL or CSV file; again changes nothing')
    .option('--format <format>', 'jsonl or csv; by the name of the file, where not given')
    .option('--product <key>', 'The product of those reports that name none')
    .option('--rejects <file>', 'Write the refused lines here, with their reasons')
    .option('--batch-size <number>', 'How many reports at once, at most 500', { default: 500 })
    .option('--organization <name>', 'Into which; needed where there are several')
    .option('--url <url>', 'Send them to this running service instead of opening the database')
    .option('--key <key>', 'With --url: a key with the scope REPORT')
    .example('  $ bothways import history.jsonl --rejects refused.jsonl')
    .example('  $ bothways import history.csv --product oven --url http://127.0.0.1:4720 --key $KEY')
    .example('\nExit code: 0 all is in, 1 some lines were refused, 2 it could not be done.')
    .action((file: string, options: Options) =>
      importFile(readEnv, readImportOptions(file, options), terminal),
    )
  cli
    .command('doctor', 'Check the settings and everything that the service needs')
    .option('--url <url>', 'Ask this running service instead of opening the database')
    .option('--key <key>', 'With --url: any key')
    .action((options: Options) => doctor(readEnv, readRemote(options), terminal))
  cli
    .command('jobs [retry]', 'List jobs that wait or failed for good; send the failed ones back')
    .action((action: string | undefined) => workJobs(readEnv(), action, terminal))
  cli
    .command('outbox [action] [id]', 'List what waits to be written to GitHub; retry or drop an item of it')
    .option('--url <url>', 'The address of the running service')
    .option('--key <key>', 'A key with the scope READ; for retry and drop, TRIAGE')
    .example('  $ bothways outbox --url http://127.0.0.1:4720 --key $KEY')
    .example('  $ bothways outbox retry T3V0Ym94SXRlbTow… --url http://127.0.0.1:4720 --key $KEY')
    .action((action: string | undefined, id: string | undefined, options: Options) =>
      runOutbox(action, id, readRemote(options), terminal),
    )
  cli
    .command('stream <file>', 'For measuring: feed a stream of reports, and write how they were grouped')
    .option('--out <file>', 'Write {id, cluster0, cluster} here, a line a report')
    .option('--url <url>', 'Feed this running service instead of a temporary one')
    .option('--key <key>', 'With --url: a key with the scopes READ, REPORT and TRIAGE')
    .action((file: string, options: Options) => {
      if (options.out === undefined) throw new UsageError('--out is needed: where to write the groups.')
      return streamFile(readEnv, { file, out: String(options.out), remote: readRemote(options) }, terminal)
    })
  cli.help((sections) => sections.filter(({ title }) => !title?.startsWith('For more info')))
  cli.version(version())
  return cli
}

function complain(error: unknown, command: string | undefined): number {
  terminal.complain(error instanceof Error ? error.message : String(error))
  if (error instanceof WrongEnv) return exitConfig
  if (error instanceof UsageError || (error instanceof Error && error.name === 'CACError')) {
    terminal.complain(`\nbothways ${command ? `${command} ` : ''}--help tells how it is used.`)
    return exitUsage
  }
  if (error instanceof DataFolderInUse && ['keys', 'import'].includes(command ?? '')) {
    terminal.complain('Or ask the service that has it open: add --url http://127.0.0.1:4720 --key KEY.')
  }
  return command === 'import' ? exitNotImported : 1
}

const version = (): string =>
  JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')).version
