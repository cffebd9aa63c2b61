// A process of its own for kill-during-merge.test.ts: splits, undoes and merges on a folder that nobody else has open.
// It keeps what is in the folder before each statement, and is killed in the middle of its last one.
import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Viewer } from '../../src/platform/viewer.ts'
import { mergeProblems } from '../../src/problems/merge-problems.ts'
import { splitProblem } from '../../src/problems/split-problem.ts'
import { undoDecision } from '../../src/problems/undo-decision.ts'
import { openFolderDeps } from './open-folder-deps.ts'

export type Plan = {
  dataDir: string
  viewer: Viewer
  /** These are split off from the first problem; that is undone; then the other problems are merged into the first. */
  reportIds: string[]
  problemIds: string[]
  /** Where to keep copies of the folder. */
  copies: string
}

/** Before each statement, and when a step has answered (`sql` null). */
export type Seen = { step: number; sql: string | null; copy: number }

async function decide({ dataDir, viewer, problemIds, reportIds, copies }: Plan): Promise<void> {
  const startedAt = Date.now()
  const deps = await openFolderDeps(dataDir)
  const [problemId = '', ...otherProblemIds] = problemIds
  let decisionId = ''
  const steps = [
    async () => {
      decisionId = (await splitProblem(deps, viewer, { problemId, reportIds })).decision.id
    },
    () => undoDecision(deps, viewer, { decisionId }),
    () => mergeProblems(deps, viewer, { problemId, otherProblemIds }),
  ]
  let step = 0
  let copy = 0
  let print = ''
  let before = 'the start'
  const see = (sql: string | null) => {
    // Reading leaves the folder as it is; to look whether it did takes as long as the rest.
    if (!/^(?:SELECT|BEGIN)/.test(before)) {
      const folder = join(dataDir, 'database')
      const now = fingerprint(folder, startedAt)
      if (now !== print) cpSync(folder, join(copies, String(++copy), 'database'), { recursive: true })
      print = now
    }
    before = sql ?? ''
    process.send?.({ step, sql, copy } satisfies Seen)
  }

  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...given: unknown[]): unknown {
      const sql =
        typeof given[0] === 'string' ? given[0] : String((given[0] as { text?: string }).text).trim()
      see(sql)
      const answer = query.apply(this, given)
      if (step === steps.length - 1 && sql === 'COMMIT') {
        // The database works on it in a thread of its own; this one never hears the answer.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2)
        process.kill(process.pid, 'SIGKILL')
      }
      return answer
    },
  })
  for (; step < steps.length; step++) {
    await steps[step]?.()
    see(null)
  }
}

/** Same for same content. What is older than this process has not changed since it was read. */
function fingerprint(folder: string, since: number): string {
  const hash = createHash('sha1')
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name)
    const stat = statSync(path)
    hash.update(`${name} ${stat.size}`)
    if (stat.mtimeMs > since && stat.isFile()) hash.update(readFileSync(path))
  }
  return hash.digest('hex')
}

const [plan = ''] = process.argv.slice(2)
await decide(JSON.parse(plan))
