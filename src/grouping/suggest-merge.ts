import { sharedTerms } from '../embedding/shared-terms.ts'
import { inTransaction, type Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { findKeptApart, pairKey } from '../problems/decisions/find-kept-apart.ts'
import { knownModel } from '../reports/vectors/known-model.ts'
import { chooseSurvivor } from './choose-survivor.ts'
import type { AlikeProblem } from './find-alike-problems.ts'
import { findNearestPairs } from './find-nearest-pairs.ts'

/** As many as a person reads. */
const pairsShown = 3

/**
 * Shows two alike problems to people, with the reason. What is open already is brought up to date; what people
 * have decided about is not asked again.
 */
export async function suggestMerge(
  deps: Deps,
  organizationId: string,
  { id, problemId, likeness, threshold, mixed }: AlikeProblem & { id: string },
): Promise<void> {
  await inTransaction(deps.database, async (transaction) => {
    const [a, b] = await transaction.problem.findMany({
      where: { organizationId, id: { in: [id, problemId] }, mergedIntoId: null },
    })
    if (a === undefined || b === undefined) return
    const pair = { problemId: a.id, otherProblemId: b.id }
    const apart = await findKeptApart(transaction, organizationId, [pair])
    if (apart.has(pairKey(a.id, b.id)) || (await wasTakenApart(transaction, organizationId, a.id, b.id)))
      return
    const [survivor, merged] = await chooseSurvivor(transaction, a, b)
    const ids = { problemId: survivor.id, otherProblemId: merged.id }
    const nearest = await findNearestPairs(deps, transaction, organizationId, ids, pairsShown)
    const [first] = nearest
    const lexicon = await deps.lexicons.of(transaction, organizationId)
    const terms = first ? sharedTerms(first.text, first.otherText, 5, lexicon) : []
    const shown = nearest.map(({ reportId, otherReportId, likeness: like }) => ({
      reportId,
      otherReportId,
      likeness: like,
    }))
    const now = deps.clock.now()
    await transaction.$executeRaw`
      INSERT INTO suggestions (organization_id, id, state, problem_id, other_problem_id, score, threshold, model, nearest,
        shared_terms, created_at, updated_at)
      VALUES (${organizationId}::uuid, ${deps.ids.next()}::uuid, 'OPEN', ${survivor.id}::uuid, ${merged.id}::uuid,
        ${Math.min(1, likeness)}, ${threshold}, ${(mixed && knownModel(deps.embedder)) || 'lexical'}, ${JSON.stringify(shown)}::jsonb,
        ${terms}, ${now}, ${now})
      ON CONFLICT (organization_id, least(problem_id, other_problem_id), greatest(problem_id, other_problem_id))
      DO UPDATE SET problem_id = excluded.problem_id, other_problem_id = excluded.other_problem_id,
        score = excluded.score, threshold = excluded.threshold, model = excluded.model, nearest = excluded.nearest,
        shared_terms = excluded.shared_terms, updated_at = excluded.updated_at
      WHERE suggestions.state = 'OPEN'`
  })
}

/** Whether a person undid a merge that the service had made: an answer too, though people may still merge them. */
async function wasTakenApart(transaction: Transaction, organizationId: string, a: string, b: string) {
  const pair = { problemId: { in: [a, b] }, otherProblemId: { in: [a, b] } }
  const ofService = { kind: 'MERGED', memberId: null, githubLogin: null } as const
  const undone = await transaction.decision.count({
    where: { organizationId, kind: 'UNDONE', undoes: ofService, ...pair },
  })
  return undone > 0
}
