import { z } from 'zod'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { NotFound } from '../platform/errors.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { decideStatus } from './decide-status.ts'

const inputSchema = z.object({ problemId: z.string(), reason: text(1_000).nullish() })

/** A designer has seen the problem and takes it on. */
export async function acknowledgeProblem(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'TRIAGE')
  const { problemId, reason } = parseInput(inputSchema, input)
  const where = { organizationId_id: { organizationId: viewer.organizationId, id: problemId } }
  return inTransaction(deps.database, async (transaction) => {
    const problem = await transaction.problem.findUnique({ where })
    if (problem === null) throw new NotFound('problem', problemId)
    await decideStatus(deps, transaction, problem, 'ACKNOWLEDGED', viewer, reason ?? null)
    return { problem: await transaction.problem.findUniqueOrThrow({ where }) }
  })
}
