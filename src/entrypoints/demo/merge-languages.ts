import type { GitHubStandIn } from '../../github/stand-in/start-github-stand-in.ts'
import { clockGuidance, designerLogin } from './data/loop.ts'
import type { DemoCrew } from './demo-crew.ts'
import { type DemoProblem, readProblems, ticketName } from './demo-problem.ts'
import { listLanguages } from './list-languages.ts'
import type { SentCase } from './send-history.ts'
import { issueOf } from './show-tickets.ts'
import { expectStep } from './step-missing.ts'
import type { Teller } from './teller.ts'
import { waitFor } from './wait-for.ts'

const mergeProblems = `mutation ($input: MergeProblemsInput!) {
  mergeProblems(input: $input) {
    ... on MergeProblemsSuccess { decisions { kind member { name } reason otherProblem { title } } }
    ... on UserError { code message }
  }
}`
type Merged = {
  mergeProblems: {
    decisions?: { member: { name: string }; reason: string; otherProblem: { title: string } }[]
    message?: string
  }
}

const reason = 'The same clock, told in another language.'

/** The designer says once that the clock's problems in three languages are one. */
export async function mergeLanguages(
  standIn: GitHubStandIn,
  sent: readonly SentCase[],
  clock: DemoProblem,
  { designer }: DemoCrew,
  tell: Teller,
): Promise<DemoProblem> {
  const others = await findOthers(designer.ask, sent, clock)
  for (const { title, languages, ticket, product } of others)
    tell.line(`${ticketName({ ...clock, ticket, product })}  ${listLanguages(languages)}: “${title}”`)
  const input = { problemId: clock.id, otherProblemIds: others.map(({ id }) => id), reason }
  const { decisions, message } = (await designer.ask<Merged>(mergeProblems, { input })).mergeProblems
  expectStep(decisions !== undefined, 'the problems are merged', message ?? 'Nothing was answered.')
  for (const { member, otherProblem, reason: why } of decisions)
    tell.line(`In the log: ${member.name} merged “${otherProblem.title}”. Why: “${why}”`)

  await waitFor(
    'the tickets of the other languages are closed as duplicates',
    () =>
      others.every((other) => {
        const { state, stateReason } = issueOf(standIn, other)
        return state === 'closed' && stateReason === 'duplicate'
      }) || null,
  )
  const merged = await waitFor('the ticket that stays counts all languages', async () => {
    const now = (await readProblems(designer.ask)).find(({ id }) => id === clock.id)
    return now && issueOf(standIn, now).body?.includes(`| Reports | ${now.reportCount} |`) ? now : null
  })
  tell.seen(
    `${designerLogin} decided it once: ${ticketName(clock)} stays with ${merged.reportCount} reports (${listLanguages(merged.languages)}); ` +
      'the other issues are closed as its duplicates, and what comes in any of the languages joins it.',
  )
  return merged
}

/** The other ticketed problems that most reports of a language about the clock are in. */
async function findOthers(
  ask: DemoCrew['designer']['ask'],
  sent: readonly SentCase[],
  clock: DemoProblem,
): Promise<DemoProblem[]> {
  const ofClock = new Set(
    sent.flatMap(({ report, answer }) =>
      report.meant.problem === clockMeaning(sent, clock) && answer.membership
        ? [answer.membership.problem.id]
        : [],
    ),
  )
  return (await readProblems(ask)).filter(
    ({ id, ticket }) => id !== clock.id && ofClock.has(id) && ticket?.state === 'OPEN',
  )
}

/** What the reports of the clock's problem were written to mean. */
function clockMeaning(sent: readonly SentCase[], clock: DemoProblem): string | null {
  const first = sent.find(
    ({ report, answer }) =>
      report.component === clockGuidance.component && answer.membership?.problem.id === clock.id,
  )
  return first?.report.meant.problem ?? null
}
