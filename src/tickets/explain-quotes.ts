import type { Deps } from '../platform/deps.ts'
import { candidateQuotes, listApproved } from './candidate-quotes.ts'
import { audienceOf } from './gather-ticket-facts.ts'
import { fewestCustomersForQuotes } from './render-living-block.ts'

/** Whether the issue of a problem quotes customers as things are now, and in plain words why or why not. */
export async function explainQuotes(
  deps: Deps,
  organizationId: string,
  problemId: string,
): Promise<{ areShown: boolean; explanation: string }> {
  const problem = await deps.database.prisma.problem.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id: problemId } },
    include: { product: { include: { repository: true } }, ticket: { include: { repository: true } } },
  })
  const repository = problem.ticket?.repository ?? problem.product?.repository ?? null
  const audience = audienceOf(problem.product, repository?.isPrivate === true)
  const fewest = fewestCustomersForQuotes
  const hidden = (explanation: string) => ({ areShown: false, explanation })
  if (audience === 'COUNTS')
    return hidden('No quotes are shown: tickets of this product quote nobody, as quotesAllowed is off.')
  if (audience === 'QUOTES') {
    const shown = await candidateQuotes(deps, organizationId, problemId)
    return shown.length === 0
      ? hidden(
          `No quotes are shown: it takes at least ${fewest} customers, so that nobody can be recognised.`,
        )
      : { areShown: true, explanation: 'The repository is private: customers are quoted, approved or not.' }
  }
  const approved = (await listApproved(deps, organizationId, problemId)).length
  if (approved >= fewest)
    return { areShown: true, explanation: `Quotes of ${approved} customers are approved and shown.` }
  const soFar = approved === 0 ? 'no customer' : approved === 1 ? 'one customer' : `${approved} customers`
  return hidden(
    `No quotes are shown: everybody can read the repository, or GitHub has not told yet, and there it takes approved quotes of at least ${fewest} different customers, so that nobody can be recognised. So far they are of ${soFar}; reports that name no customer do not count.`,
  )
}
