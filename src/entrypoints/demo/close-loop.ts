import type { GitHubStandIn } from '../../github/stand-in/start-github-stand-in.ts'
import { afterFixFollowUp, clockGuidance, designerLogin } from './data/loop.ts'
import type { DemoCrew } from './demo-crew.ts'
import { type DemoProblem, readProblems, ticketName } from './demo-problem.ts'
import { issueOf } from './show-tickets.ts'
import { expectStep } from './step-missing.ts'
import { submitLiveCase } from './submit-case.ts'
import type { Teller } from './teller.ts'
import { waitFor } from './wait-for.ts'

/** The ticket shows what agents said about the guidance. */
export async function showReceipts(standIn: GitHubStandIn, clock: DemoProblem, tell: Teller): Promise<void> {
  tell.line(`The next edit of the part of ${ticketName(clock)} that is kept up to date:`)
  const row = await waitFor('the ticket shows the receipts', () => {
    const lines = (issueOf(standIn, clock).body ?? '').split('\n')
    return lines.find((line) => line.includes(clockGuidance.title) && line.includes('helped 1 of 2')) ?? null
  })
  tell.quote(`| Guidance | Kind | What agents say |\n${row}`)
  tell.seen('The designer sees it where she works: it helped once, and once it did not.')
}

/** The designer closes the ticket as completed; the next agent can say so. */
export async function closeLoop(
  standIn: GitHubStandIn,
  clock: DemoProblem,
  { english }: DemoCrew,
  now: Date,
  tell: Teller,
): Promise<void> {
  await standIn.closeAs(clock.product.repository, clock.ticket?.number ?? 0, designerLogin, 'completed')
  tell.line(`${designerLogin} closes ${ticketName(clock)} as completed.`)
  await waitFor('the problem is known to be fixed', async () => {
    const problem = (await readProblems(english.ask)).find(({ id }) => id === clock.id)
    return problem?.status === 'FIXED' && problem.ticket?.state === 'CLOSED' ? problem : null
  })
  tell.line()
  tell.line(`${english.name}'s next customer says:`)
  const { report } = afterFixFollowUp
  tell.quote(report.text)
  const { membership, customerContacts } = await submitLiveCase(english.ask, report, now)
  const ticket = membership?.problem.ticket
  expectStep(
    ticket?.state === 'CLOSED' && /fixed/.test(ticket.explanation),
    "the next agent's answer says that it is fixed",
    `It says: ${ticket?.explanation ?? 'nothing about a ticket'}`,
  )
  tell.seen(`The answer to ${english.name}: “${ticket.explanation}”`)
  if (customerContacts !== null)
    tell.line(`This customer's contacts about this problem so far: ${customerContacts.inProblem}.`)
}
