import { z } from 'zod'
import { cutGraphemes } from '../platform/cut-graphemes.ts'
import type { Problem } from '../platform/database/generated/prisma/client.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { InvalidInput } from '../platform/errors.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { findLivingProblem } from './decisions/find-living-problem.ts'
import { recordDecision } from './decisions/record-decision.ts'
import { nameProblem } from './names/name-problem.ts'
import { countGraphemes, mostTitleGraphemes, oneLine } from './names/problem-title.ts'

const askForNull = 'give null to have the problem named by its reports again'

const title = text(1_000)
  .transform(oneLine)
  .refine((line) => line !== '', `must not be empty; ${askForNull}`)
  .refine(
    (line) => countGraphemes(line) <= mostTitleGraphemes,
    `must have at most ${mostTitleGraphemes} characters`,
  )

const inputSchema = z.object({
  problemId: z.string(),
  title: title.nullish(),
  reason: text(1_000).nullish(),
})

/**
 * Gives a problem a name that stays, whatever becomes of its reports; with the title null, gives the name back to
 * them. The name that it has already changes nothing.
 */
export async function renameProblem(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'TRIAGE')
  const { problemId, title, reason } = parseInput(inputSchema, input)
  // A client that drops what is null must not undo a name by mistake.
  if (title === undefined) throw new InvalidInput('title', askForNull)
  const { organizationId, memberId } = viewer
  const where = { organizationId_id: { organizationId, id: problemId } }
  return inTransaction(deps.database, async (transaction) => {
    const problem = await findLivingProblem(transaction, organizationId, problemId)
    const byPerson = problem.titleSource === 'PERSON'
    if (title === null ? !byPerson : byPerson && title === problem.title) return { problem }

    const decision = { organizationId, problemId, otherProblemId: null, kind: 'RENAMED' as const, title }
    await recordDecision(deps, transaction, { memberId }, { ...decision, reason: reason ?? null })
    await transaction.problem.update({
      where,
      data: {
        ...(title === null ? { titleSource: 'CENTRAL_REPORT' } : { titleSource: 'PERSON', title }),
        updatedAt: deps.clock.now(),
      },
    })
    if (title === null) await nameProblem(deps, transaction, organizationId, problemId)
    return { problem: await transaction.problem.findUniqueOrThrow({ where }) }
  })
}

/** Who gives the issue of a problem another title, names the problem; what is too long for a name is cut. */
export async function renameInGitHub(
  deps: Deps,
  transaction: Transaction,
  { organizationId, id: problemId, titleSource, title: known }: Problem,
  given: string,
  githubLogin: string,
): Promise<void> {
  const title = cutGraphemes(oneLine(given), mostTitleGraphemes)
  if (title === '' || (titleSource === 'PERSON' && title === known)) return
  await transaction.decision.create({
    data: {
      ...{ organizationId, problemId, kind: 'RENAMED', title, githubLogin },
      ...{ id: deps.ids.next(), decidedAt: deps.clock.now(), reason: 'The issue was given another title.' },
    },
  })
  await transaction.problem.update({
    where: { organizationId_id: { organizationId, id: problemId } },
    data: { titleSource: 'PERSON', title, updatedAt: deps.clock.now() },
  })
}
