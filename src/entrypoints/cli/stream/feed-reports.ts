import type { Api } from '../api-client.ts'
import { CommandRefused } from '../usage-error.ts'
import { type StreamLine, toReport } from './read-stream.ts'

const createProduct = `mutation CreateProduct($input: CreateProductInput!) {
  createProduct(input: $input) { __typename ... on UserError { message } }
}`
const submitReport = `mutation SubmitReport($input: SubmitReportInput!) {
  submitReport(input: $input) {
    ... on SubmitReportSuccess { alreadyKnown report { id membership { problem { id } } } }
    ... on UserError { message }
  }
}`
const regroupProblems = `mutation RegroupProblems($input: RegroupProblemsInput!) {
  regroupProblems(input: $input) { ... on RegroupProblemsSuccess { done } ... on UserError { message } }
}`
/** So many reports, and the problems that got some are compared: a service does it every quarter of an hour. */
export const regroupedEvery = 100
/** Aliases in one request are limited by the service. */
const reportsPerRequest = 20

type Submitted = {
  submitReport: {
    message?: string
    alreadyKnown?: boolean
    report?: { id: string; membership: { problem: { id: string } } | null }
  }
}

/** What became of a line: the report's id, and its problem when it was answered; null where it had to wait. */
export type Arrival = { id: string; reportId: string; problem: string | null; milliseconds: number }

/** Creates the products that the stream names; those that are there already stay as they are. */
export async function createProducts(api: Api, lines: readonly StreamLine[]): Promise<void> {
  for (const key of new Set(lines.flatMap(({ product }) => product ?? []))) {
    const { createProduct: made } = await api.ask<{
      createProduct: { __typename: string; message?: string }
    }>(createProduct, { input: { key, name: key } })
    if (!['CreateProductSuccess', 'KeyTakenError'].includes(made.__typename)) {
      throw new CommandRefused(`The product "${key}" can't be created: ${made.message}`)
    }
  }
}

/** Sends one report after another. Nothing is repeated: a report that is refused ends the measurement. */
export async function* feedReports(
  api: Api,
  lines: readonly StreamLine[],
  now: () => number,
): AsyncGenerator<Arrival> {
  for (const line of lines) {
    const began = now()
    const { message, report, alreadyKnown } = (
      await api.ask<Submitted>(submitReport, { input: toReport(line) })
    ).submitReport
    const milliseconds = now() - began
    if (report === undefined) throw new CommandRefused(`Report ${line.id} was refused: ${message}`)
    if (alreadyKnown) {
      throw new CommandRefused(
        `Report ${line.id} is known already. A stream is measured in an organization that has not seen it.`,
      )
    }
    yield { id: line.id, reportId: report.id, problem: report.membership?.problem.id ?? null, milliseconds }
  }
}

/** Lets the service compare the problems that got reports, until none is left. */
export async function regroup(api: Api): Promise<void> {
  for (;;) {
    const { regroupProblems: answer } = await api.ask<{
      regroupProblems: { done?: boolean; message?: string }
    }>(regroupProblems, { input: {} })
    if (answer.message !== undefined)
      throw new CommandRefused(`Problems can't be compared: ${answer.message}`)
    if (answer.done) return
  }
}

type Found = Record<string, { membership: { problem: { id: string } } | null } | null>

/** The problem of each report as it is now, by the report's global id. */
export async function readProblems(
  api: Api,
  reportIds: readonly string[],
): Promise<Map<string, string | null>> {
  const problems = new Map<string, string | null>()
  for (let from = 0; from < reportIds.length; from += reportsPerRequest) {
    const ids = reportIds.slice(from, from + reportsPerRequest)
    const fields = ids.map(
      (id, at) =>
        `r${at}: node(id: ${JSON.stringify(id)}) { ... on Report { membership { problem { id } } } }`,
    )
    const found = await api.ask<Found>(`query ReadProblems { ${fields.join('\n')} }`)
    ids.forEach((id, at) => {
      problems.set(id, found[`r${at}`]?.membership?.problem.id ?? null)
    })
  }
  return problems
}
