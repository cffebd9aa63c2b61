import type { Env } from '../../../env.ts'
import { openGitHub } from '../../../github/open-github.ts'
import { systemClock } from '../../../platform/clock.ts'
import { randomIds } from '../../../platform/ids.ts'
import { openLog } from '../../../platform/log.ts'
import { assembleDeps } from '../../assemble-deps.ts'
import { pickEmbedder } from '../../pick-embedder.ts'
import type { Remote } from '../api-client.ts'
import type { Terminal } from '../terminal.ts'
import { askService } from './ask-service.ts'
import { checkDatabase } from './check-database.ts'
import { checkEmbedder } from './check-embedder.ts'
import { checkGitHub } from './check-github.ts'
import { checkNode, checkSettings } from './check-settings.ts'
import { checkWork } from './check-work.ts'
import { count, type Finding } from './finding.ts'

const signs = { fine: '✓', wrong: '✗', unknown: '–' } as const

/** `bothways doctor` @returns the exit code: 1 where something is wrong */
export async function doctor(readEnv: () => Env, remote: Remote | null, terminal: Terminal): Promise<number> {
  let wrongs = 0
  const tell = (findings: readonly Finding[]) => {
    for (const { state, what, next } of findings) {
      terminal.print(`${signs[state]} ${what}`)
      if (next !== undefined) terminal.print(`    ${next}`)
      if (state === 'wrong') wrongs += 1
    }
  }
  tell([checkNode(process.versions.node)])
  let unseen: string | undefined
  if (remote !== null) {
    tell(await askService(remote))
    unseen = 'the settings, the model and the credentials of the service are its own to see'
  } else {
    const closed = await lookInside(readEnv(), tell)
    if (closed !== undefined) unseen = `the database was not looked into ${closed}`
  }
  terminal.print(`\n${conclude(wrongs, unseen)}`)
  return wrongs === 0 ? 0 : 1
}

function conclude(wrongs: number, unseen: string | undefined): string {
  const toMend = `${count(wrongs, 'thing')} to mend`
  if (unseen === undefined) return wrongs === 0 ? 'Nothing is wrong.' : `${toMend}.`
  const seen = wrongs === 0 ? 'Nothing wrong in what could be checked' : toMend
  return `${seen}; ${unseen}.`
}

/** @returns why nothing can be said about the database, where that is so */
async function lookInside(
  env: Env,
  tell: (findings: readonly Finding[]) => void,
): Promise<string | undefined> {
  tell(checkSettings(env))
  const log = openLog('silent')
  const embedder = pickEmbedder(env)
  const { findings, database, unseen } = await checkDatabase(env, log)
  try {
    tell(findings)
    tell([await checkEmbedder(embedder, systemClock)])
    if (database === null) return unseen
    const deps = await assembleDeps({
      database,
      embedder,
      github: env.github === null ? null : openGitHub(env.github, { log }),
      clock: systemClock,
      ids: randomIds,
      log,
      publicUrl: env.publicUrl,
      timing: env.timing,
      works: false,
    })
    tell(await checkGitHub(env.github, deps))
    tell(await checkWork(deps))
    await deps.jobs.close()
    await deps.broadcast.close()
    return unseen
  } finally {
    await embedder.close()
    await database?.close()
  }
}
