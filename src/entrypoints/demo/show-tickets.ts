import type { StandInIssue } from '../../github/stand-in/stand-in-types.ts'
import type { GitHubStandIn } from '../../github/stand-in/start-github-stand-in.ts'
import type { Api } from './api.ts'
import { demoProducts } from './data/products.ts'
import { type DemoProblem, readProblems, ticketName } from './demo-problem.ts'
import { expectStep } from './step-missing.ts'
import type { Teller } from './teller.ts'
import { waitFor } from './wait-for.ts'
import { cutText } from './wrap-text.ts'

/** Waits until each recurring problem has its ticket, and shows them: the clock's in full. */
export async function showTickets(
  ask: Api,
  standIn: GitHubStandIn,
  clockProblemId: string,
  tell: Teller,
): Promise<DemoProblem> {
  const ticketed = await waitFor('a ticket for each recurring problem', async () => {
    const recurring = (await readProblems(ask)).filter(({ status }) => status !== 'CANDIDATE')
    return recurring.every(({ ticket }) => ticket?.state === 'OPEN') ? recurring : null
  })
  const issues = allIssues(standIn)
  const linked = new Set(ticketed.map(ticketName))
  expectStep(
    issues.length === ticketed.length && linked.size === ticketed.length,
    'exactly one ticket for each recurring problem',
    `${ticketed.length} problems have ${linked.size} tickets, and ${issues.length} issues stand there.`,
  )
  const clock = ticketed.find(({ id }) => id === clockProblemId)
  expectStep(clock !== undefined, 'the clock has a ticket', 'Its problem is not recurring.')

  await waitFor("the clock's ticket has the latest figures", () =>
    issueOf(standIn, clock).body?.includes(`| Reports | ${clock.reportCount} |`) ? clock : null,
  )
  for (const { name, issue } of issues)
    if (name !== ticketName(clock)) tell.line(cutText(`${name}  ${issue.title}`, 97))
  const issue = issueOf(standIn, clock)
  tell.line()
  tell.line(`${ticketName(clock)} in full, as a designer gets it:`)
  tell.quote(`${issue.title}\n\n${issue.body}`)
  tell.seen(`${ticketed.length} recurring problems, ${issues.length} tickets: exactly one for each.`)
  return clock
}

export const issueOf = (standIn: GitHubStandIn, { product, ticket }: DemoProblem): StandInIssue =>
  standIn.issue(product.repository, ticket?.number ?? 0)

const allIssues = (standIn: GitHubStandIn): { name: string; issue: StandInIssue }[] =>
  demoProducts.flatMap(({ repository }) =>
    standIn.issues(repository).map((issue) => ({ name: `${repository}#${issue.number}`, issue })),
  )
