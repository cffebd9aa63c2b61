import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'

export type SuggestedMerge = {
  organizationId: string
  /** The problem that would stay. */
  problemId: string
  otherProblemId: string
  score: number
  threshold: number
  model: string
  /** The most alike pairs of their reports: first the one of the problem that would stay. */
  nearest: { reportId: string; otherReportId: string; likeness: number }[]
  sharedTerms: string[]
}

/** Shows two problems to people, once: what they have decided about is not asked again. */
export async function suggestMerge(
  deps: Deps,
  transaction: Transaction,
  {
    organizationId,
    problemId,
    otherProblemId,
    score,
    threshold,
    model,
    nearest,
    sharedTerms,
  }: SuggestedMerge,
): Promise<void> {
  const now = deps.clock.now()
  await transaction.$executeRaw`
    INSERT INTO suggestions (organization_id, id, state, problem_id, other_problem_id, score, threshold, model, nearest,
      shared_terms, created_at, updated_at)
    VALUES (${organizationId}::uuid, ${deps.ids.next()}::uuid, 'OPEN', ${problemId}::uuid, ${otherProblemId}::uuid,
      ${score}, ${threshold}, ${model}, ${JSON.stringify(nearest)}::jsonb, ${sharedTerms}, ${now}, ${now})
    ON CONFLICT (organization_id, least(problem_id, other_problem_id), greatest(problem_id, other_problem_id))
    DO UPDATE SET problem_id = excluded.problem_id, other_problem_id = excluded.other_problem_id,
      score = excluded.score, threshold = excluded.threshold, model = excluded.model, nearest = excluded.nearest,
      shared_terms = excluded.shared_terms, updated_at = excluded.updated_at
    WHERE suggestions.state = 'OPEN'`
}
