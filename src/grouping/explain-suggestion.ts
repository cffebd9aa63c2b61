import type { Suggestion } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { quotable } from '../problems/quotable.ts'

type Pair = { a: string; b: string }

/** Why two problems may share a cause, in sentences for the people who decide it. */
export async function explainSuggestion(deps: Deps, suggestion: Suggestion): Promise<string> {
  const { score, threshold, model, sharedTerms } = suggestion
  const by = model === 'lexical' ? 'wording alone' : `meaning (${model}) and wording`
  const what =
    score < threshold
      ? `from ${threshold.toFixed(2)} on they would have been merged without asking.`
      : 'they would have been merged without asking, but one has a ticket, or a person decided about it.'
  const pair = await findNearestPair(deps, suggestion)
  return [
    `Compared by ${by}, their reports are alike to ${score.toFixed(2)}; ${what}`,
    pair && `The two most alike say ${quotable(pair.a)} and ${quotable(pair.b)}.`,
    sharedTerms.length > 0 ? `They share ${sharedTerms.map(quotable).join(', ')}.` : null,
  ]
    .filter((sentence) => sentence !== null)
    .join(' ')
}

async function findNearestPair(deps: Deps, { organizationId, nearest }: Suggestion): Promise<Pair | null> {
  const [pair] = nearest as { reportId: string; otherReportId: string }[]
  if (pair === undefined) return null
  const find = (id: string) =>
    deps.database.prisma.report.findUnique({
      where: { organizationId_id: { organizationId, id } },
      select: { redactedText: true },
    })
  const [a, b] = await Promise.all([find(pair.reportId), find(pair.otherReportId)])
  return a === null || b === null ? null : { a: a.redactedText, b: b.redactedText }
}
