import type { GitHubStandIn } from '../../github/stand-in/start-github-stand-in.ts'
import { demoProducts } from './data/products.ts'
import { languageName } from './list-languages.ts'
import type { SentCase } from './send-history.ts'
import { expectStep } from './step-missing.ts'
import type { Teller } from './teller.ts'

/** Shows, once a language, what became of personal data, and makes sure that no ticket has any. */
export function showRedaction(standIn: GitHubStandIn, sent: readonly SentCase[], tell: Teller): void {
  const redacted = sent.filter(({ answer }) => answer.redactions.length > 0)
  for (const language of ['en', 'tr', 'th']) {
    const inLanguage = redacted.filter(({ report }) => report.meant.language === language)
    // Those of the ticket above can be found again in it.
    const shown = inLanguage.find(({ report }) => report.component === 'clock') ?? inLanguage[0]
    expectStep(
      shown !== undefined && shown.answer.text !== shown.report.text,
      `personal data taken out of a report in ${languageName(language)}`,
      'Every text was kept as it came.',
    )
    tell.line(`before  ${shown.report.text}`)
    tell.line(`after   ${shown.answer.text}`)
    tell.line()
  }
  const tickets = demoProducts
    .flatMap(({ repository }) => standIn.issues(repository))
    .map(({ title, body }) => `${title} ${body}`)
  const leaked = redacted.flatMap(takenOut).filter((word) => tickets.some((text) => text.includes(word)))
  expectStep(leaked.length === 0, 'tickets without personal data', `A ticket shows ${leaked.join(', ')}.`)
  tell.seen(`Personal data was taken out of ${redacted.length} reports before anybody could read it.`)
}

/** Words that only the original has; short ones may stand in any text. */
export function takenOut({ report, answer }: SentCase): string[] {
  return report.text.split(/\s+/u).filter((word) => word.length >= 7 && !answer.text.includes(word))
}
