import { SubmitReportDocument } from '../schema/generated/operations.ts'
import type { DemoReport } from '../src/entrypoints/demo/data/report.ts'
import { parseGlobalId } from '../src/platform/graphql/global-id.ts'
import { vectorizeTexts } from '../src/reports/vectors/vectorize-texts.ts'
import type { Subject } from './open-subject.ts'
import { type RecordedQuery, recordQueries } from './record-queries.ts'

/** One report: milliseconds of its intake and of what it is compared with. */
export type Sample = {
  language: string
  submit: number
  /** The embedder alone, for the same text. */
  embed: number
  /** A bare INSERT of the same row. */
  insert: number
  ping: number
  /** What the intake spent on the embedder, and on what it asked the database. */
  embedWithin: number
  queries: RecordedQuery[]
}

export async function measureSubmit(subject: Subject, report: DemoReport): Promise<Sample> {
  const { deps } = subject
  const embedder = watchEmbedder(subject)
  const submitting = await recordQueries(() =>
    timed(() => subject.ask(SubmitReportDocument, { input: toInput(report) })),
  )
  const embedWithin = embedder.stop()
  const answer = submitting.result.value.submitReport
  if (answer?.__typename !== 'SubmitReportSuccess') throw new Error(JSON.stringify(answer))
  const { id, language } = answer.report
  const [row] = (
    await deps.database.pool.query('SELECT * FROM reports WHERE id = $1', [parseGlobalId('Report', id)])
  ).rows
  const embedding = await timed(() => vectorizeTexts(deps, [{ text: row.redacted_text, language }]))
  return {
    language,
    submit: submitting.result.milliseconds,
    embed: embedding.milliseconds,
    insert: await insertAgain(subject, row),
    ping: await subject.ping(),
    embedWithin,
    queries: submitting.queries,
  }
}

function toInput({ meant: _, daysAgo, customer, ...report }: DemoReport) {
  const revenue = customer.recurringRevenue
  return {
    ...report,
    occurredAt: new Date(Date.now() - daysAgo * 86_400_000).toISOString(),
    customer: {
      ...customer,
      recurringRevenue: revenue ? { ...revenue, amount: revenue.amount.toFixed(2) } : null,
    },
  }
}

/** The same row under another id; taken out again, as it would be counted. */
async function insertAgain({ deps }: Subject, row: Record<string, unknown>): Promise<number> {
  const id = deps.ids.next()
  const columns = Object.entries({ ...row, id, external_id: id, redactions: JSON.stringify(row.redactions) })
  const names = columns.map(([name]) => name).join(', ')
  const places = columns.map((_, index) => `$${index + 1}`).join(', ')
  const values = columns.map(([, value]) => value)
  const { pool } = deps.database
  const { milliseconds } = await timed(() =>
    pool.query(`INSERT INTO reports (${names}) VALUES (${places})`, values),
  )
  await pool.query('DELETE FROM reports WHERE id = $1', [id])
  return milliseconds
}

function watchEmbedder({ deps: { embedder } }: Subject): { stop(): number } {
  const { embed } = embedder
  let spent = 0
  embedder.embed = async (texts) => {
    const { value, milliseconds } = await timed(() => embed.call(embedder, texts))
    spent += milliseconds
    return value
  }
  return {
    stop() {
      embedder.embed = embed
      return spent
    },
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; milliseconds: number }> {
  const started = performance.now()
  const value = await work()
  return { value, milliseconds: performance.now() - started }
}
