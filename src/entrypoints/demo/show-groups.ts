import type { Api } from './api.ts'
import { type DemoProblem, readProblems } from './demo-problem.ts'
import { listLanguages } from './list-languages.ts'
import { measureGroups } from './measure-groups.ts'
import type { SentCase } from './send-history.ts'
import { expectStep } from './step-missing.ts'
import type { Teller } from './teller.ts'
import { cutText } from './wrap-text.ts'

/** Shows the recurring problems, product by product, and why their last report joined. */
export async function showGroups(ask: Api, sent: readonly SentCase[], tell: Teller): Promise<DemoProblem[]> {
  const problems = await readProblems(ask)
  const recurring = problems.filter(({ status }) => status !== 'CANDIDATE')
  expectStep(
    recurring.length > 0,
    'recurring problems are found',
    'No problem has enough customers to be recurring.',
  )
  for (const { key, name } of uniqueProducts(recurring)) {
    tell.line(name)
    for (const problem of recurring.filter(({ product }) => product.key === key)) {
      tell.line(`  “${cutText(problem.title, 92)}”`)
      tell.line(`    ${countsOf(problem)}`)
      const why = whyJoined(sent, problem.id)
      if (why !== null) tell.line(`    ${why}`)
    }
  }
  const alone = problems.filter(({ reportCount }) => reportCount === 1).length
  const small = problems.length - recurring.length - alone
  tell.seen(
    `${problems.length} problems: ${recurring.length} recurring (3 customers or more within 28 days), ` +
      `${small} smaller, ${alone} reports that stand alone.`,
  )
  const { meant, found, misplaced } = measureGroups(sent)
  tell.line(
    `Measured by what the texts were written to mean: ${meant} problems, each language by itself, are found as ` +
      `${found}; ${misplaced} of ${sent.length} reports sit in a problem that is not theirs.`,
  )
  tell.line(
    'The built-in model understands English; Turkish and Thai are compared by their wording, so the same ' +
      'trouble is one problem a language here.',
  )
  return recurring
}

const uniqueProducts = (problems: readonly DemoProblem[]): DemoProblem['product'][] => [
  ...new Map(problems.map(({ product }) => [product.key, product])).values(),
]

const countsOf = ({ reportCount, customerCount, languages }: DemoProblem): string =>
  `${reportCount} reports by ${customerCount} customers: ${listLanguages(languages)}`

/** The explanation of the last report that joined by likeness. */
export function whyJoined(sent: readonly SentCase[], problemId: string): string | null {
  const membership = sent.findLast(
    ({ answer: { membership } }) => membership?.problem.id === problemId && membership.method === 'LIKENESS',
  )?.answer.membership
  if (membership?.score == null || membership.threshold === null) return null
  const terms = membership.sharedTerms.length > 0 ? `; both say ${membership.sharedTerms.join(', ')}` : ''
  return `the last one joined at likeness ${membership.score.toFixed(2)}, ${membership.threshold.toFixed(2)} needed${terms}`
}
