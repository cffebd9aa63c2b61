import type { GitHubStandIn } from '../../github/stand-in/start-github-stand-in.ts'
import { answerCases } from './answer-cases.ts'
import { openApi } from './api.ts'
import { closeLoop, showReceipts } from './close-loop.ts'
import { createProducts } from './create-products.ts'
import { clockGuidance } from './data/loop.ts'
import { demoProducts } from './data/products.ts'
import { createCrew } from './demo-crew.ts'
import { mergeLanguages } from './merge-languages.ts'
import { publishGuidance } from './publish-guidance.ts'
import { type SentCase, sendHistory } from './send-history.ts'
import { showGroups } from './show-groups.ts'
import { showRedaction } from './show-redaction.ts'
import { showTickets } from './show-tickets.ts'
import { expectStep } from './step-missing.ts'
import type { Teller } from './teller.ts'

export type Stage = {
  /** Where the service answers. */
  url: string
  adminKey: string
  standIn: GitHubStandIn
  /** What "days ago" counts back from. */
  now: Date
}

/**
 * The loop from the first report to the last answer. It only speaks to the service over HTTP.
 * @throws StepMissing at the first step that is not seen
 */
export async function tellTheLoop({ url, adminKey, standIn, now }: Stage, tell: Teller): Promise<void> {
  const admin = openApi(url, adminKey)

  tell.heading('Three invented products, their teams, and a key for everybody')
  for (const { repository } of demoProducts) standIn.addRepository(repository)
  await createProducts(admin, now)
  const crew = await createCrew(url, admin)
  for (const { name, repository, components } of demoProducts)
    tell.line(
      `${name}: ${components.map((component) => component.name).join(', ')}; tickets to ${repository}`,
    )

  tell.heading('What customers said in the last forty days comes in, in three languages')
  const sent = await sendHistory(crew.helpDesk.ask, now, tell)

  tell.heading('Reports that are about the same become one problem')
  await showGroups(crew.designer.ask, sent, tell)

  tell.heading('Each recurring problem becomes one GitHub ticket')
  const found = await showTickets(crew.designer.ask, standIn, clockProblem(sent), tell)

  tell.heading('One trouble in three languages: a designer says so once')
  const clock = await mergeLanguages(standIn, sent, found, crew, tell)

  tell.heading('Nobody’s personal data gets that far')
  showRedaction(standIn, sent, tell)

  tell.heading('A product designer answers on the ticket, and agents hear it at once')
  await publishGuidance(url, standIn, clock, crew, tell)

  tell.heading('The next cases')
  await answerCases(crew, now, tell)

  tell.heading('Back on the ticket')
  await showReceipts(standIn, clock, tell)

  tell.heading('Fixed')
  await closeLoop(standIn, clock, crew, now, tell)
}

/** The problem that most English reports about the clock are in. */
function clockProblem(sent: readonly SentCase[]): string {
  const counts = new Map<string, number>()
  for (const { report, answer } of sent) {
    if (report.component !== clockGuidance.component || answer.language !== 'en' || !answer.membership)
      continue
    const { id } = answer.membership.problem
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a)
  expectStep(most !== undefined, 'the clock has a problem', 'No report about the clock was grouped.')
  return most[0]
}
