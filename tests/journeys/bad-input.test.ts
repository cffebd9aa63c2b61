import { getIntrospectionQuery } from 'graphql'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World
let company: Tenant

beforeAll(async () => {
  world = await openWorld()
  company = await world.tenant()
  await company.product('microwave')
  await company.product('oven')
})
afterAll(() => world.close())

// After each refusal: nothing is stored, and the service answers.
afterEach(async () => {
  const { prisma } = world.deps.database
  expect([
    await prisma.report.count(),
    await prisma.customer.count(),
    await prisma.problem.count(),
    await prisma.guidance.count(),
    await prisma.product.count(),
    await prisma.release.count(),
  ]).toEqual([0, 0, 0, 0, 2, 0])
  expect((await company.ask('{ viewer { scopes } }')).data).toEqual({ viewer: { scopes: ['ADMIN'] } })
})

/** Status and code of an answer to a body as it is. */
async function post(body: BodyInit, headers: Record<string, string> = {}) {
  const response = await fetch(`${world.server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${company.key}`, ...headers },
    body,
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })
  const { errors } = (await response.json()) as { errors?: { extensions?: { code: string } }[] }
  return { status: response.status, codes: errors?.map(({ extensions }) => extensions?.code) ?? [] }
}

const refusalOf = async (query: string, variables: object = {}) => {
  const { errors } = await company.ask(query, variables)
  return errors?.map(({ extensions }) => extensions?.code) ?? []
}

const submitting = 'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { __typename } }'

test.each([
  ['20,001 characters', { text: 'a'.repeat(20_001) }, 'text'],
  ['no text', { text: '' }, 'text'],
  ['blanks', { text: ' \n\t ' }, 'text'],
  ['only emoji', { text: '😡😡👎🏽' }, 'text'],
  ['NUL bytes', { text: 'The clock\0 flashes' }, 'text'],
  ['a lone surrogate', { text: 'The clock \ud83d flashes' }, 'text'],
  ['NUL bytes in the version', { version: '1\0' }, 'version'],
  ['NUL bytes in the external id', { externalId: 'case\0' }, 'externalId'],
  ['an external id that is too long', { externalId: 'c'.repeat(201) }, 'externalId'],
  ['NUL bytes in the customer’s id', { customer: { externalId: 'a\0' } }, 'customer.externalId'],
  ['a customer since next year', { customer: { externalId: 'a', since: '2027-11-22' } }, 'customer.since'],
  ['a customer in no locale', { customer: { externalId: 'a', locale: 'x_y!' } }, 'customer.locale'],
  [
    'money in no currency',
    { customer: { externalId: 'a', recurringRevenue: { amount: '5', currency: 'euro' } } },
    'customer.recurringRevenue.currency',
  ],
  ['a future date', { occurredAt: '2026-11-22T09:06:00Z' }, 'occurredAt'],
  ['a date before 1990', { occurredAt: '1989-12-31T23:59:59Z' }, 'occurredAt'],
  ['no language', { language: 'Turkish, I think' }, 'language'],
  ['a component without its product', { component: 'clock' }, 'component'],
])('a report with %s is refused and names the field', async (_what, input, field) => {
  const answer = await company.mutate('submitReport', { text: 'The clock flashes', ...input })
  expect(answer).toMatchObject({ __typename: 'InvalidInputError', code: 'INVALID_INPUT', field })
  expect(answer.message.startsWith(`${field}: `)).toBe(true)
})

test.each([
  ['an unknown enum value', { channel: 'PIGEON' }],
  ['a day that does not exist', { occurredAt: '2026-02-30T12:00:00Z' }],
  ['a year that does not exist', { occurredAt: '0000-01-01T00:00:00Z' }],
  ['a date in words', { occurredAt: 'yesterday' }],
  ['a birthday that does not exist', { customer: { externalId: 'a', since: '2021-02-29' } }],
  [
    'a negative amount',
    { customer: { externalId: 'a', recurringRevenue: { amount: '-1', currency: 'EUR' } } },
  ],
  ['a number for a text', { text: 5 }],
  ['a field that does not exist', { mood: 'angry' }],
])('a report with %s is refused as a whole', async (_what, input) => {
  expect(await refusalOf(submitting, { input: { text: 'The clock flashes', ...input } })).toEqual([
    'INVALID_INPUT',
  ])
})

test('an unknown product is refused with the keys that are near', async () => {
  const near = '... on ProductNotFoundError { code message near }'
  const { data } = await company.ask(
    `mutation { submitReport(input: { text: "It hums", product: "mikrowave" }) { ${near} } }`,
  )
  expect(data.submitReport).toEqual({
    code: 'PRODUCT_NOT_FOUND',
    message: 'There is no product "mikrowave". Did you mean microwave?',
    near: ['microwave'],
  })
})

test.each([
  ['ov\0en', 'INVALID_INPUT'],
  ['\ud800', 'INVALID_INPUT'],
  ['a'.repeat(200), 'PRODUCT_NOT_FOUND'],
  ['constructor', 'PRODUCT_NOT_FOUND'],
  ["' OR 1=1 --", 'PRODUCT_NOT_FOUND'],
])(
  'a product named %j is refused where something is said of it, and none is found',
  async (product, code) => {
    const refused = { code }
    expect(await company.mutate('submitReport', { text: 'It hums', product })).toMatchObject(refused)
    expect(await company.mutate('createComponent', { product, key: 'x', name: 'X' })).toMatchObject(refused)
    const release = { product, version: '1', releasedAt: '2026-01-01T00:00:00Z' }
    expect(await company.mutate('recordRelease', release)).toMatchObject(refused)
    const advice = { title: 'T', body: 'B', kind: 'NOTICE', product }
    expect(await company.mutate('publishGuidance', advice)).toMatchObject(refused)
    const found = await company.ask(
      `query ($key: String!) {
      product(key: $key) { id } guidance(product: $key) { edges { cursor } }
      problems(filter: { product: $key }) { totalCount }
      findGuidance(input: { text: "It hums", product: $key }) { ... on UserError { code } }
    }`,
      { key: product },
    )
    expect(found.errors).toBeUndefined()
    expect(found.data).toEqual({
      product: null,
      guidance: { edges: [] },
      problems: { totalCount: 0 },
      findGuidance: refused,
    })
  },
)

test('bytes that are not UTF-8 are refused, not guessed at', async () => {
  const body = JSON.stringify({ query: submitting, variables: { input: { text: 'Der K_chenherd' } } })
  const latin1 = Buffer.from(body.replace('_', 'ü'), 'latin1')
  expect(await post(latin1)).toEqual({ status: 400, codes: ['INVALID_INPUT'] })
})

test('a body of 10 MB is refused, whether or not its length is announced', async () => {
  const megabyte = Buffer.alloc(1_000_000, 'x')
  const streamed = new ReadableStream({
    start(controller) {
      for (let sent = 0; sent < 10; sent++) controller.enqueue(megabyte)
      controller.close()
    },
  })
  const refused = { status: 413, codes: ['TOO_LARGE'] }
  expect(await post(Buffer.alloc(10_000_000, 'x'))).toEqual(refused)
  expect(await post(streamed)).toEqual(refused)
})

test.each([
  ['half of an object', '{"query":'],
  ['nothing', ''],
  ['a list of requests', '[{"query":"{viewer{scopes}}"}]'],
  ['null', 'null'],
  ['a text', '"{viewer{scopes}}"'],
  ['variables that are a text', '{"query":"{viewer{scopes}}","variables":"{}"}'],
  ['variables that are a list', '{"query":"{viewer{scopes}}","variables":[1]}'],
])('a body that is %s is a bad request', async (_what, body) => {
  expect(await post(body)).toEqual({ status: 400, codes: ['BAD_REQUEST'] })
})

test.each([
  ['a query that breaks off', '{ viewer {', 'GRAPHQL_PARSE_FAILED'],
  ['a lone surrogate in the query', '{ product(key: "\\ud800") { id } }', 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', '{ viewer { secret } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['fragments in a circle', '{ viewer { ...a } } fragment a on Viewer { ...a }', 'GRAPHQL_VALIDATION_FAILED'],
  ['a variable that is missing', submitting, 'INVALID_INPUT'],
  ['1,000 levels', `{ viewer ${'{ a '.repeat(1000)}${'}'.repeat(1000)} }`, 'OVER_LIMIT'],
  [
    'lists 2,400 deep',
    `{ problems(orderBy: ${'['.repeat(2400)}${']'.repeat(2400)}) { totalCount } }`,
    'OVER_LIMIT',
  ],
  [
    '10,000 aliases',
    `{ ${Array.from({ length: 10_000 }, (_, at) => `a${at}: __typename`).join(' ')} }`,
    'OVER_LIMIT',
  ],
  [
    '100 aliases',
    `{ ${Array.from({ length: 100 }, (_, at) => `a${at}: viewer { scopes }`).join(' ')} }`,
    'OVER_LIMIT',
  ],
  [
    'schema types inside schema types',
    `{ __schema { types ${'{ fields { type '.repeat(12)}{ name }${' } }'.repeat(12)} } }`,
    'OVER_LIMIT',
  ],
  [
    'fewer schema types, each as wide as all',
    `{ __schema { types ${'{ possibleTypes { interfaces '.repeat(4)}{ name }${' } }'.repeat(4)} } }`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'more than the cost allows',
    `{ problems { edges { node { memberships { edges { node { problem { memberships { edges { node {
      problem { memberships { edges { node { id: score } } } } } } } } } } } } } } }`,
    'OVER_LIMIT',
  ],
])('a query with %s is refused before it is carried out', async (_what, query, code) => {
  const codes = await refusalOf(query)
  expect(new Set(codes)).toEqual(new Set([code]))
})

test('the introspection that tools and GraphiQL ask for is answered', async () => {
  const full = {
    descriptions: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
  }
  const { data, errors } = await company.ask(getIntrospectionQuery({ ...full, inputValueDeprecation: true }))
  expect(errors).toBeUndefined()
  expect(data.__schema.types.length).toBeGreaterThan(50)
})

test.each([
  ['first: -1', '{ problems(first: -1) { totalCount } }'],
  ['last: -1', '{ products(last: -1) { edges { cursor } } }'],
  ['a cursor that is none', '{ problems(after: "x") { edges { cursor } } }'],
  ['a cursor of another form', `{ products(after: "${btoa('GPC:S:abc')}") { edges { cursor } } }`],
  ['a cursor with no ids in it', `{ products(before: "${btoa('GPC:J:["a","b"]')}") { edges { cursor } } }`],
  ['a text that is too long', `{ problems(filter: { text: "${'x'.repeat(201)}" }) { totalCount } }`],
  ['a year that is none', '{ problems(filter: { seenAfter: "0000-01-01T00:00:00Z" }) { totalCount } }'],
  ['an id of nothing', '{ node(id: "x") { id } }'],
  ['an id of no type', `{ node(id: "${btoa('Nothing:1')}") { id } }`],
])('a list with %s is refused', async (_what, query) => {
  expect(await refusalOf(query)).toEqual(['INVALID_INPUT'])
})

test('a page of a million is over the limit, a page of a hundred is not', async () => {
  const page = (first: number) => `{ products(first: ${first}) { edges { cursor } } }`
  expect(await refusalOf(page(1_000_000))).toEqual(['OVER_LIMIT'])
  expect((await company.ask(page(100))).data.products.edges).toHaveLength(2)
})

test('a signless text search takes no pattern', async () => {
  for (const text of ['%', '_', '\\', '100%']) {
    const { data } = await company.ask(
      'query ($text: String) { problems(filter: { text: $text }) { totalCount } }',
      {
        text,
      },
    )
    expect(data.problems.totalCount, text).toBe(0)
  }
})

test('a request without a valid key is refused with the reason, and nothing of it is carried out', async () => {
  const { keyWith, mutate, key } = company
  const revoked = await mutate('createApiKey', { name: 'r', scopes: ['READ'] }, 'token apiKey { id }')
  await mutate('revokeApiKey', { id: revoked.apiKey.id })
  const expiring = { name: 'e', scopes: ['READ'], expiresAt: '2026-11-22T09:01:00Z' }
  const expired = await mutate('createApiKey', expiring, 'token')
  world.clock.forward(60_000)
  const unsigned = `${key.slice(0, -2)}${key.endsWith('AA') ? 'BB' : 'AA'}`
  expect(await keyWith('READ')).not.toBe(key)
  for (const [authorization, why] of [
    ['Bearer nonsense', 'not a key'],
    [`Basic ${key}`, 'not a key'],
    [`Bearer ${unsigned}`, 'not known'],
    [`Bearer ${revoked.token}`, 'was revoked'],
    [`Bearer ${expired.token}`, 'has expired'],
  ] as const) {
    const response = await fetch(`${world.server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: submitting, variables: { input: { text: 'The clock flashes' } } }),
    })
    expect(response.status, authorization).toBe(401)
    const { data, errors } = (await response.json()) as Awaited<ReturnType<Tenant['ask']>>
    expect(data?.submitReport ?? null).toBeNull()
    expect(errors).toMatchObject([
      { message: expect.stringContaining(why), extensions: { code: 'UNAUTHENTICATED' } },
    ])
  }
})

test('a mutation does not come by GET, where a link could carry it out', async () => {
  const query = 'mutation { submitReport(input: { text: "The clock flashes" }) { __typename } }'
  const response = await fetch(`${world.server.url}/graphql?query=${encodeURIComponent(query)}`, {
    headers: { authorization: `Bearer ${company.key}` },
  })
  expect(response.status).toBe(405)
})

test.each(['Problem', 'Guidance', 'Report', 'Team'])('ids of no %s are not found', async (type) => {
  const ids = [btoa(`${type}:1`), btoa(`${type}:\0`), btoa(`${type}:019ab3e8-0000-7000-8000-000000000000`)]
  for (const id of ids) {
    const { data, errors } = await company.ask('query ($id: ID!) { node(id: $id) { id } }', { id })
    expect({ data, errors }).toEqual({ data: { node: null }, errors: undefined })
    const receipt = { guidanceId: id, version: 1, kind: 'USED', caseId: 'c' }
    expect(await company.mutate('recordReceipt', receipt)).toMatchObject({ code: 'NOT_FOUND' })
    expect(await company.mutate('openTicket', { problemId: id })).toMatchObject({ code: 'NOT_FOUND' })
  }
})
