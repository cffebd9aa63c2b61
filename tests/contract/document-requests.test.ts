import { type DocumentNode, Kind, parse, print, visit } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'
import { subscribe } from '../support/subscribe.ts'
import { comparable, type DocumentRequest, requestsOf } from './document-requests.ts'
import { furtherProblems } from './further-problems.ts'
import { documents } from './read-documents.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const withRequests = documents.filter((document) => requestsOf(document).length > 0).map(({ path }) => path)

test.each(withRequests)(
  'what %s shows can be asked, in its order, and answers what it says',
  async (path) => {
    const { tenant, ids } = await tenantOfDocuments(`acme/ovens-${withRequests.indexOf(path)}`)
    const document = documents.find((one) => one.path === path)
    if (/\b(?:OTHER|STRAY|DECISION|SUGGESTION|WRONG)_ID\b/.test(document?.text ?? '')) {
      const { reports, mergeId, suggestionIds } = await furtherProblems(world, tenant)
      const [other, stray] = reports
      ids.OTHER_ID = other?.problem.id ?? ''
      ids.STRAY_ID = stray?.id ?? ''
      ids.DECISION_ID = mergeId
      ids.SUGGESTION_ID = suggestionIds[0] ?? ''
      ids.WRONG_ID = suggestionIds[1] ?? ''
    }
    for (const request of document ? requestsOf(document, ids) : []) {
      const where = `${path}:${request.line}`
      const answer = isSubscription(request.query)
        ? await firstEvent(tenant, request)
        : await tenant.ask(withTypes(request.query), request.variables)
      expect(answer.errors, where).toBeUndefined()
      expect(refusalsIn(answer.data), where).toEqual([])
      if (request.answer) {
        const shown = comparable(request.answer, request.answer)
        expect(comparable(answer.data, request.answer), where).toEqual(shown)
      }
    }
  },
)

test('the metrics and queues that the documents name are there', async () => {
  const metrics = await (await fetch(`${world.server.url}/metrics`)).text()
  const operators = documents.find(({ path }) => path === 'docs/operators.md')
  const named = operators?.codes.filter((code) => /^bothways_\w+$/.test(code)) ?? []
  expect(named.length).toBeGreaterThan(3)
  expect(named.filter((name) => !metrics.includes(`# HELP ${name} `))).toEqual([])

  const queues = (await world.deps.jobs.queues())
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('__'))
  expect(queues.filter((name) => !operators?.text.includes(`| \`${name}\` |`))).toEqual([])
})

/** A company with what the documents take for granted: the product oven, a recurring problem, its ticket, guidance. */
async function tenantOfDocuments(repository: string) {
  const tenant = await world.tenant()
  const { github } = world
  github.addRepository(repository)
  github.setPermission(repository, 'ines', 'write')
  const made = await tenant.ask(
    `mutation ($repository: String!) {
      createProduct(input: { key: "oven", name: "Oven", repository: $repository, ticketPolicy: AUTOMATIC }) { __typename }
      createComponent(input: { product: "oven", key: "clock", name: "Clock" }) { __typename }
      createMember(input: { name: "Somebody", kind: PERSON }) { ... on CreateMemberSuccess { member { id } } }
      createApiKey(input: { name: "spare", scopes: [READ] }) { ... on CreateApiKeySuccess { apiKey { id } } }
    }`,
    { repository },
  )
  let last: Awaited<ReturnType<Tenant['ask']>> | undefined
  for (const [at, text] of flashingClocks.entries()) {
    last = await tenant.ask(
      `mutation ($input: SubmitReportInput!) { submitReport(input: $input) {
        ... on SubmitReportSuccess { report { id membership { problem { id } } } } } }`,
      { input: { text, product: 'oven', customer: { externalId: `customer-${at}` } } },
    )
  }
  await world.workOff()
  await github.commentAs(
    repository,
    1,
    'ines',
    '/guidance Set the clock after a power cut\n\nHold **Clock** for three seconds.',
  )
  await world.workOff()
  const guidance = await tenant.ask('{ guidance(first: 1) { edges { node { id } } } }')
  const { report } = last?.data.submitReport ?? {}
  const ids: Record<string, string> = {
    PROBLEM_ID: report.membership.problem.id,
    REPORT_ID: report.id,
    GUIDANCE_ID: guidance.data.guidance.edges[0].node.id,
    MEMBER_ID: made.data.createMember.member.id,
    KEY_ID: made.data.createApiKey.apiKey.id,
  }
  return { tenant, ids }
}

const flashingClocks = [
  'The clock flashes after a power cut and I cannot set it',
  'After a power cut the clock only flashes, how do I set it?',
  'Clock is flashing since the power cut, cannot set the clock',
]

const isSubscription = (query: string) =>
  parse(query).definitions.some(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.operation === 'subscription',
  )

/** Asks for the type of everything below the root: a refusal is told by its type. */
const withTypes = (query: string): string =>
  print(
    visit(parse(query) as DocumentNode, {
      Field: {
        leave: (field) =>
          field.selectionSet && {
            ...field,
            selectionSet: {
              ...field.selectionSet,
              selections: [
                ...field.selectionSet.selections,
                { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } },
              ],
            },
          },
      },
    }),
  )

function refusalsIn(value: unknown): unknown[] {
  if (value === null || typeof value !== 'object') return []
  const inside = Object.values(value).flatMap(refusalsIn)
  return '__typename' in value && String(value.__typename).endsWith('Error') ? [value, ...inside] : inside
}

/** Subscribes, has guidance published, and answers the first event. */
async function firstEvent(tenant: Tenant, { query, variables }: DocumentRequest) {
  const subscription = await subscribe(world.server.url, tenant.key, query, variables)
  const event = subscription.next()
  await tenant.ask(`mutation { publishGuidance(input: {
    kind: NOTICE, product: "oven", title: "A new manual", body: "It is on the website."
  }) { __typename } }`)
  const answer = await event
  subscription.close()
  return answer
}
