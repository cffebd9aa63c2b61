import type { Api } from './api.ts'
import type { DemoReport } from './data/report.ts'

/** What the service answers at once, as far as every case needs it. */
export type CaseAnswer = {
  id: string
  text: string
  language: string
  redactions: { kind: string; count: number }[]
  membership: {
    method: 'OPENED' | 'LIKENESS' | 'PERSON'
    score: number | null
    threshold: number | null
    sharedTerms: string[]
    problem: { id: string; title: string; status: string }
  } | null
}

/** What an agent with a customer on the line asks for besides. */
export type LiveCaseAnswer = CaseAnswer & {
  customerContacts: { reports: number; inProblem: number } | null
  guidance: {
    reason: string
    guidance: { id: string }
    version: { title: string; body: string; number: number }
  }[]
  membership: { problem: { ticket: { state: string; explanation: string } | null } } | null
}

const caseFields = `id text language redactions { kind count }
  membership { method score threshold sharedTerms problem { id title status } }`
const liveFields = `${caseFields}
  customerContacts { reports inProblem }
  guidance { reason guidance { id } version { title body number } }
  membership { problem { ticket { state explanation } } }`

const submit = (fields: string) => `mutation ($input: SubmitReportInput!) {
  submitReport(input: $input) {
    ... on SubmitReportSuccess { report { ${fields} } }
    ... on UserError { code message }
  }
}`

/** A case of the past, from the help desk. */
export const submitCase = (ask: Api, report: DemoReport, now: Date): Promise<CaseAnswer> =>
  send<CaseAnswer>(ask, caseFields, report, now)

/** A case of now, from an agent. */
export const submitLiveCase = (ask: Api, report: DemoReport, now: Date): Promise<LiveCaseAnswer> =>
  send<LiveCaseAnswer>(ask, liveFields, report, now)

async function send<Answer>(ask: Api, fields: string, report: DemoReport, now: Date): Promise<Answer> {
  const { submitReport } = await ask<{ submitReport: { report: Answer } }>(submit(fields), {
    input: toInput(report, now),
  })
  return submitReport.report
}

/** `meant` stays here: it is for measuring only. */
function toInput({ meant: _, daysAgo, customer, ...report }: DemoReport, now: Date): object {
  const { recurringRevenue: revenue, ...known } = customer
  return {
    ...report,
    occurredAt: daysBefore(now, daysAgo),
    customer: {
      ...known,
      ...(revenue ? { recurringRevenue: { ...revenue, amount: String(revenue.amount) } } : {}),
    },
  }
}

export const daysBefore = (now: Date, days: number): string =>
  new Date(now.getTime() - days * 86_400_000).toISOString()
