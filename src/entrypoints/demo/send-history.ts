import type { Api } from './api.ts'
import type { DemoReport } from './data/report.ts'
import { boxReports } from './data/reports-box.ts'
import { hubReports } from './data/reports-hub.ts'
import { microwaveReports } from './data/reports-microwave.ts'
import { countLanguages, listLanguages } from './list-languages.ts'
import { expectStep } from './step-missing.ts'
import { type CaseAnswer, submitCase } from './submit-case.ts'
import type { Teller } from './teller.ts'

/** A report that was sent, and what came back. */
export type SentCase = { report: DemoReport; answer: CaseAnswer }

const everyReports = 40

/** Sends what customers said in the last forty days, oldest first. */
export async function sendHistory(ask: Api, now: Date, tell: Teller): Promise<SentCase[]> {
  const history = [...microwaveReports, ...hubReports, ...boxReports].sort((a, b) => b.daysAgo - a.daysAgo)
  const sent: SentCase[] = []
  for (const report of history) {
    sent.push({ report, answer: await submitCase(ask, report, now) })
    const languages = listLanguages(countLanguages(sent.map(({ answer }) => answer.language)))
    tell.progress(`${sent.length} of ${history.length} reports taken: ${languages}`, {
      milestone: sent.length % everyReports === 0,
      done: sent.length === history.length,
    })
  }
  const ungrouped = sent.filter(({ answer }) => answer.membership === null).length
  expectStep(ungrouped === 0, 'every report has its problem', `${ungrouped} reports were not grouped.`)
  const untold = sent.filter(({ report }) => report.language === undefined)
  const right = untold.filter(({ report, answer }) => report.meant.language === answer.language).length
  tell.seen(
    `Every report was answered with its problem at once. ${untold.length} did not say their language: ` +
      `it was detected, rightly for ${right}.`,
  )
  return sent
}
