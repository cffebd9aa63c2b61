import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as operations from '../../schema/generated/operations.ts'
import { readEvents } from '../../src/entrypoints/demo/read-events.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

/** What the examples refer to. */
type Facts = { problemId: string; reportId: string; guidanceId: string; outdatedGuidanceId: string }

type Example = { operation: string; variables: (facts: Facts) => unknown }

const operationOf = (text: string): string => /^(?:query|mutation|subscription) (\w+)/m.exec(text)?.[1] ?? ''

/** Of generated documents, so that the compiler checks the variables. */
const example = <Result, Variables>(
  document: operations.TypedDocumentString<Result, Variables>,
  variables: (facts: Facts) => Variables,
): Example => ({ operation: operationOf(String(document).replaceAll(/^ +/gm, '')), variables })

const examples: Example[] = [
  example(operations.ViewerDocument, () => ({})),
  example(operations.CreateApiKeyDocument, () => ({
    input: { name: 'Help desk', scopes: ['REPORT', 'READ'], expiresAt: '2027-11-22T00:00:00Z' },
  })),
  example(operations.CreateProductDocument, () => ({
    input: { key: 'kettle', name: 'Kettle', repository: 'acme/kettles', ticketPolicy: 'AUTOMATIC' },
  })),
  example(operations.CreateComponentDocument, () => ({
    input: { product: 'oven', key: 'door', name: 'Door' },
  })),
  example(operations.RecordReleaseDocument, () => ({
    input: { product: 'oven', version: '2.4', releasedAt: '2026-11-20T08:00:00Z' },
  })),
  example(operations.SubmitReportDocument, () => ({
    input: {
      text: 'Since the power cut the clock flashes and I can’t set it',
      product: 'oven',
      component: 'clock',
      version: '2.3',
      channel: 'PHONE',
      touchpoint: 'SET_UP',
      desiredOutcome: 'See the right time',
      customer: {
        externalId: 'customer-4',
        since: '2024-03-01',
        plan: 'Care',
        recurringRevenue: { amount: '4.90', currency: 'EUR' },
        locale: 'en-GB',
      },
      occurredAt: '2026-11-22T08:30:00Z',
      externalId: 'call-4711',
    },
  })),
  example(operations.ImportReportsDocument, () => ({
    input: {
      reports: [
        { text: 'The door squeaks when it opens', product: 'oven', externalId: 'mail-1' },
        { text: 'Where do I register the guarantee?', externalId: 'mail-2', language: 'en' },
      ],
    },
  })),
  example(operations.FindGuidanceDocument, () => ({
    input: { text: 'The clock flashes', product: 'oven', component: 'clock', locale: 'en-GB' },
  })),
  example(operations.PublishGuidanceDocument, ({ problemId }) => ({
    input: {
      product: 'oven',
      component: 'clock',
      kind: 'WORKAROUND',
      title: 'Set the clock after a power cut',
      body: 'Hold **Clock** for three seconds.',
      problemId,
      versions: '<2.4',
      reviewOn: '2027-01-15',
    },
  })),
  example(operations.ReviseGuidanceDocument, ({ guidanceId }) => ({
    input: { id: guidanceId, body: 'Hold **Clock** for five seconds.', versions: null },
  })),
  example(operations.RetireGuidanceDocument, ({ outdatedGuidanceId }) => ({
    input: { id: outdatedGuidanceId },
  })),
  example(operations.RecordReceiptDocument, ({ guidanceId, reportId }) => ({
    input: {
      guidanceId,
      version: 1,
      reportId,
      kind: 'DID_NOT_HELP',
      reason: 'Three seconds are too short on version 2.1.',
    },
  })),
  example(operations.ProblemsDocument, () => ({
    filter: { product: 'oven', statuses: ['RECURRING', 'ACKNOWLEDGED'] },
    orderBy: 'GROWTH',
  })),
  example(operations.ProblemDocument, ({ problemId }) => ({ id: problemId })),
  example(operations.AcknowledgeProblemDocument, ({ problemId }) => ({
    input: { problemId, reason: 'Comes with the next firmware.' },
  })),
  example(operations.OpenTicketDocument, ({ problemId }) => ({ input: { problemId } })),
  example(operations.WatchGuidanceDocument, () => ({ product: 'oven' })),
]

const folder = new URL('../../schema/operations/', import.meta.url)
const texts = new Map(
  readdirSync(fileURLToPath(folder)).map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]),
)
const textOf = (operation: string): string =>
  [...texts.values()].find((text) => operationOf(text) === operation) ?? ''

let world: World
let company: Tenant
let facts: Facts

beforeAll(async () => {
  world = await openWorld({ gitHubIsOff: true })
  company = await world.tenant()
  await company.product('oven', { repository: 'acme/ovens' })
  await company.mutate('createComponent', { product: 'oven', key: 'clock', name: 'Clock' })
  const told = [
    'The clock flashes after a power cut',
    'Clock flashes since the power cut',
    'Flashing clock, power cut',
  ]
  const reports = []
  for (const [index, text] of told.entries())
    reports.push(await company.report(text, { product: 'oven', customer: `customer-${index}` }))
  facts = {
    problemId: reports[0].problem.id,
    reportId: reports[0].id,
    guidanceId: await publish('Set the clock'),
    outdatedGuidanceId: await publish('Take the plug out'),
  }
})
afterAll(() => world.close())

const publish = async (title: string): Promise<string> => {
  const input = { product: 'oven', kind: 'NOTICE', title, body: `${title}, please.` }
  return (await company.mutate('publishGuidance', input, 'guidance { id }')).guidance.id
}

test('every documented operation is described and has an example here', () => {
  expect(examples.map(({ operation }) => operation).sort()).toEqual(
    [...texts.values()].map(operationOf).sort(),
  )
  for (const [file, text] of texts) {
    expect(text, file).toMatch(/^# [A-Z]/)
    expect(file).toBe(
      `${operationOf(text)
        .replaceAll(/(?<=.)[A-Z]/g, (letter) => `-${letter}`)
        .toLowerCase()}.graphql`,
    )
  }
})

const isSubscription = ({ operation }: Example): boolean => operation === 'WatchGuidance'

test.each(examples.filter((other) => !isSubscription(other)))(
  '$operation succeeds',
  async ({ operation, variables }) => {
    const { data, errors } = await company.ask(textOf(operation), variables(facts) as object)
    expect(errors).toBeUndefined()
    for (const value of Object.values<{ __typename?: string }>(data)) {
      expect(value).not.toBeNull()
      expect(value.__typename ?? 'Success', JSON.stringify(value)).toMatch(/Success$/)
    }
  },
)

test.each(examples.filter(isSubscription))(
  '$operation tells of guidance published after it',
  async (watch) => {
    const stop = new AbortController()
    const { body } = await fetch(`${world.server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${company.key}`,
      },
      body: JSON.stringify({ query: textOf(watch.operation), variables: watch.variables(facts) }),
      signal: stop.signal,
    })
    if (body === null) throw new Error('the stream has no body')
    const id = await publish('Mind the steam')
    for await (const { event, data } of readEvents(body)) {
      if (event !== 'next') continue
      expect(JSON.parse(data)).toMatchObject({ data: { guidancePublished: { id } } })
      break
    }
    stop.abort()
  },
)
