// A process of its own for kill-during-write.test.ts: a worker on a folder that nobody else has open. Where the plan
// says so it kills itself around the request that creates an issue; else somebody else does.
import { openGitHub } from '../../src/github/open-github.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { openLog } from '../../src/platform/log.ts'
import { defaultTiming } from '../../src/repositories/repositories.deps.ts'
import { openFolderDeps } from './open-folder-deps.ts'

export type WorkPlan = {
  dataDir: string
  apiUrl: string
  token: string
  /** `elsewhere`: it waits for its end. */
  dies: 'before the request' | 'after the answer' | 'elsewhere'
}

async function work({ dataDir, apiUrl, token, dies }: WorkPlan): Promise<void> {
  const die = () => process.kill(process.pid, 'SIGKILL')
  const deadly: typeof fetch = async (input, init) => {
    const creates = init?.method === 'POST' && String(input).endsWith('/issues')
    if (creates && dies === 'before the request') die()
    const answer = await fetch(input, init)
    if (!creates) return answer
    // Heard to its end.
    const body = await answer.arrayBuffer()
    if (dies === 'after the answer') die()
    return new Response(body, answer)
  }
  const config = { apiUrl, auth: { kind: 'token' as const, token }, webhookSecrets: [], timeoutMs: 30_000 }
  const deps = await openFolderDeps(dataDir, undefined, {
    github: openGitHub(config, { log: openLog('silent'), fetch: deadly }),
    clock: systemClock,
    timing: { ...defaultTiming, writeIntervalMs: 0 },
    works: true,
  })
  await deps.jobs.work(deps)
  await deps.events.announce(deps, 'worker.started', {})
}

const [plan = ''] = process.argv.slice(2)
await work(JSON.parse(plan))
