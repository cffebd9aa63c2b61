import { readFileSync } from 'node:fs'
import { cac } from 'cac'
import { type Env, exitConfig, readEnv, WrongEnv } from '../../env.ts'
import { type Role, roles, start } from './start.ts'

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const complain = (line: string): void => void process.stderr.write(`${line}\n`)

/** Runs one command of the command line. @returns the exit code */
export async function runCommand(argv: string[]): Promise<number> {
  const cli = cac('bothways')
  cli
    .command('start', 'Start the service')
    .option('--role <role>', 'server, worker or all', { default: 'all' })
    .action(({ role }: { role: string }) => {
      if (!roles.includes(role as Role)) throw new Error(`--role ${role}: must be ${roles.join(', ')}`)
      return start(env(), role as Role, print)
    })
  cli
    .command('demo', 'Show the whole loop on invented data, with a local stand-in for GitHub')
    .option('--once', 'End by itself, with exit code 0 only if the whole loop was seen')
    .option('--data-dir <folder>', 'Keep the data there; a temporary folder, where not given')
    .action(async ({ once = false, dataDir = null }: { once?: boolean; dataDir?: string | null }) => {
      const { demo } = await import('../demo/demo.ts')
      await demo(env(), { once, dataDir }, process.stdout)
    })
  cli.help().version(version())
  try {
    cli.parse(argv, { run: false })
    if (cli.matchedCommand === undefined && !cli.options.help && !cli.options.version) {
      cli.outputHelp()
      return 64
    }
    await cli.runMatchedCommand()
    return 0
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
    return error instanceof WrongEnv ? exitConfig : 1
  }
}

const env = (): Env => readEnv()

const version = (): string =>
  JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')).version
