import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as operations from '../../schema/generated/operations.ts'
import { readEvents } from '../../src/entrypoints/demo/read-events.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'
import { type FurtherProblems, furtherProblems } from './further-problems.ts'

/** What the examples refer to. */
type Facts = FurtherProblems & {
  problemId: string
  ticketId: string
  reportId: string
  guidanceId: string
  outdatedGuidanceId: string
}

type Example = { operation: string; variables: object }

const operationOf = (text: string): string =>
  /^ *(?:query|mutation|subscription) (\w+)/m.exec(text)?.[1] ?? ''

/** Of generated documents, so that the compiler checks the variables. */
const example = <Result, Variables extends object>(
  document: operations.TypedDocumentString<Result, Variables>,
  variables: Variables,
): Example => ({ operation: operationOf(String(document)), variables })

const examples = ({
  problemId,
  ticketId,
  reportId,
  guidanceId,
  outdatedGuidanceId,
  reports: [door, handle, light, rack],
  mergeId,
  suggestionIds: [rightId = '', wrongId = ''],
}: Facts): Example[] => [
  example(operations.ViewerDocument, {}),
  example(operations.CreateApiKeyDocument, {
    input: { name: 'Help desk', scopes: ['REPORT', 'READ'], expiresAt: '2027-11-22T00:00:00Z' },
  }),
  example(operations.CreateProductDocument, {
    input: { key: 'kettle', name: 'Kettle', repository: 'acme/kettles', ticketPolicy: 'AUTOMATIC' },
  }),
  example(operations.CreateComponentDocument, {
    input: { product: 'oven', key: 'door', name: 'Door' },
  }),
  example(operations.RecordReleaseDocument, {
    input: { product: 'oven', version: '2.4', releasedAt: '2026-11-20T08:00:00Z' },
  }),
  example(operations.SubmitReportDocument, {
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
  }),
  example(operations.ImportReportsDocument, {
    input: {
      reports: [
        { text: 'The door squeaks when it opens', product: 'oven', externalId: 'mail-1' },
        { text: 'Where do I register the guarantee?', externalId: 'mail-2', language: 'en' },
      ],
    },
  }),
  example(operations.FindGuidanceDocument, {
    input: { text: 'The clock flashes', product: 'oven', component: 'clock', locale: 'en-GB' },
  }),
  example(operations.SignalsDocument, { filter: { product: 'oven', kinds: ['SPIKE'] }, first: 10 }),
  example(operations.ProblemTrendDocument, { id: problemId }),
  example(operations.FixProblemDocument, {
    input: { problemId, version: '2.4', reason: 'The clock is kept' },
  }),
  example(operations.GuidanceFilesDocument, { product: 'oven', state: 'REJECTED' }),
  example(operations.PublishGuidanceDocument, {
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
  }),
  example(operations.ReviseGuidanceDocument, {
    input: { id: guidanceId, body: 'Hold **Clock** for five seconds.', versions: null },
  }),
  example(operations.RetireGuidanceDocument, {
    input: { id: outdatedGuidanceId },
  }),
  example(operations.RecordReceiptDocument, {
    input: {
      guidanceId,
      version: 1,
      reportId,
      kind: 'DID_NOT_HELP',
      reason: 'Three seconds are too short on version 2.1.',
    },
  }),
  example(operations.ProblemsDocument, {
    filter: { product: 'oven', statuses: ['RECURRING', 'ACKNOWLEDGED'] },
    orderBy: 'GROWTH',
  }),
  example(operations.ProblemDocument, { id: problemId }),
  example(operations.ProblemImpactDocument, { id: problemId }),
  example(operations.CoverageDocument, { product: 'oven' }),
  example(operations.ExchangeRatesDocument, {}),
  example(operations.SetExchangeRatesDocument, {
    input: { base: 'EUR', revenuePerPoint: '50.00', rates: [{ currency: 'TRY', rate: 0.02 }] },
  }),
  example(operations.AcknowledgeProblemDocument, {
    input: { problemId, reason: 'Comes with the next firmware.' },
  }),
  example(operations.RenameProblemDocument, {
    input: { problemId, title: 'The clock is lost in a power cut', reason: 'As we call it.' },
  }),
  example(operations.MergeProblemsDocument, {
    input: {
      problemId: door?.problem.id ?? '',
      otherProblemIds: [handle?.problem.id ?? ''],
      reason: 'The hinge makes both.',
    },
  }),
  example(operations.MoveReportsDocument, {
    input: {
      reportIds: [light?.id ?? ''],
      toProblemId: rack?.problem.id ?? '',
      reason: 'The customer meant the rack.',
    },
  }),
  example(operations.SplitProblemDocument, {
    input: { problemId, reportIds: [reportId], reason: 'This one has another power supply.' },
  }),
  example(operations.UndoDecisionDocument, {
    input: { decisionId: mergeId, reason: 'They are two after all.' },
  }),
  example(operations.DecisionsDocument, { first: 20 }),
  example(operations.ExplainMembershipDocument, { reportId }),
  example(operations.SuggestionsDocument, {}),
  example(operations.AcceptSuggestionDocument, { input: { suggestionId: rightId } }),
  example(operations.DismissSuggestionDocument, {
    input: { suggestionId: wrongId, reason: 'One is the fan, the other the lamp.' },
  }),
  example(operations.RegroupProblemsDocument, { input: { product: 'oven' } }),
  example(operations.ConnectRepositoryDocument, {
    input: {
      product: 'oven',
      repository: 'acme/ovens',
      ticketPolicy: 'PROPOSED',
      quotesAllowed: true,
      labels: ['from customers'],
      guidanceFolder: 'docs/guidance',
    },
  }),
  example(operations.OpenTicketDocument, { input: { problemId } }),
  example(operations.PreviewTicketDocument, { problemId }),
  example(operations.ApproveQuotesDocument, { input: { problemId, reportIds: [reportId] } }),
  example(operations.OutboxDocument, { first: 20 }),
  example(operations.RetryWriteDocument, { input: { id: ticketId } }),
  example(operations.DropWriteDocument, { input: { id: ticketId } }),
  example(operations.RelinkTicketDocument, { input: { problemId, issue: 'acme/ovens#1' } }),
  example(operations.UnlinkTicketDocument, { input: { problemId } }),
  example(operations.WatchGuidanceDocument, { product: 'oven' }),
]

const folder = new URL('../../schema/operations/', import.meta.url)
const texts = new Map(
  readdirSync(fileURLToPath(folder)).map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]),
)

let world: World
let company: Tenant
let facts: Facts

beforeAll(async () => {
  world = await openWorld()
  world.github.addRepository('acme/ovens')
  await world.github.openAs('acme/ovens', 'ines', { title: 'The clock', body: 'It flashes.' })
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
    ticketId: reports[2].problem.ticket.id,
    reportId: reports[0].id,
    guidanceId: await publish('Set the clock'),
    outdatedGuidanceId: await publish('Take the plug out'),
    ...(await furtherProblems(world, company)),
  }
})
afterAll(() => world.close())

const publish = async (title: string): Promise<string> => {
  const input = { product: 'oven', kind: 'NOTICE', title, body: `${title}, please.` }
  return (await company.mutate('publishGuidance', input, 'guidance { id }')).guidance.id
}

const exampleOf = (operation: string): Example => {
  const found = examples(facts).find((other) => other.operation === operation)
  if (found === undefined) throw new Error(`${operation} needs an example in this file`)
  return found
}

const isSubscription = (text: string): boolean => /^subscription/m.test(text)
const documented = [...texts.values()].map((text) => ({ operation: operationOf(text), text }))

test.each([...texts])('%s is described and named after its operation', (file, text) => {
  const words = operationOf(text).replaceAll(/(?<=.)[A-Z]/g, (letter) => `-${letter}`)
  expect(file).toBe(`${words.toLowerCase()}.graphql`)
  expect(text).toMatch(/^# [A-Z]/)
})

test.each(documented.filter(({ text }) => !isSubscription(text)))('$operation succeeds', async (asked) => {
  const { data, errors } = await company.ask(asked.text, exampleOf(asked.operation).variables)
  expect(errors).toBeUndefined()
  for (const value of Object.values<{ __typename?: string }>(data)) {
    expect(value).not.toBeNull()
    expect(value.__typename ?? 'Success', JSON.stringify(value)).toMatch(/Success$/)
  }
})

test.each(documented.filter(({ text }) => isSubscription(text)))(
  '$operation tells of new guidance',
  async (asked) => {
    const stop = new AbortController()
    const { body } = await fetch(`${world.server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${company.key}`,
      },
      body: JSON.stringify({ query: asked.text, variables: exampleOf(asked.operation).variables }),
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
