import { isInterfaceType } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { schema } from '../../src/entrypoints/create-schema.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'
import { subscribe } from '../support/subscribe.ts'
import { type Known, mutations, nodeTypes, queries, subscriptions } from './root-fields.ts'
import { tenantWithEverything } from './tenant-with-everything.ts'

let world: World
let first: Tenant
let known: Known
let second: Tenant

beforeAll(async () => {
  world = await openWorld()
  const everything = await tenantWithEverything(world)
  first = everything.tenant
  known = everything.known
  second = await world.tenant('Another company')
})
afterAll(() => world.close())

/** Every row of the first tenant, of every table. */
async function rowsOfFirst(): Promise<Record<string, unknown[]>> {
  const { pool } = world.deps.database
  const tables = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'organization_id' ORDER BY table_name`,
  )
  const rows: Record<string, unknown[]> = {}
  for (const { name } of tables.rows) {
    const found = await pool.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM "${name}" t WHERE organization_id = $1 ORDER BY 1`,
      [first.viewer.organizationId],
    )
    rows[name] = found.rows.map(({ row }) => row)
  }
  return rows
}

const fieldsOf = (type: 'Query' | 'Mutation' | 'Subscription') =>
  Object.keys((schema.getType(type) as { getFields?: () => object })?.getFields?.() ?? {}).sort()

test('the calls below cover every root field and every type that has a global id', () => {
  expect(Object.keys(queries).sort()).toEqual(fieldsOf('Query'))
  expect(Object.keys(mutations).sort()).toEqual(fieldsOf('Mutation'))
  expect(subscriptions).toEqual(fieldsOf('Subscription'))
  const node = schema.getType('Node')
  const implementing = isInterfaceType(node) ? schema.getPossibleTypes(node).map(({ name }) => name) : []
  expect([...nodeTypes]).toEqual(implementing.sort())
})

/** Their answers hold no words; that the numbers are a tenant's own is tested beside them. */
const countsOnly = new Set(['groupingProgress'])

test('the first tenant sees all of it, so that the silence below means something', async () => {
  for (const [name, { query, variables }] of Object.entries(queries)) {
    const answer = await first.ask(query, variables?.(known))
    expect(answer.errors, name).toBeUndefined()
    if (name !== 'node' && !countsOnly.has(name)) expect(JSON.stringify(answer.data), name).toContain('hush')
  }
  const { data } = await first.ask(queries.node?.query ?? '', known)
  for (const type of nodeTypes) expect(data[type]).toEqual({ __typename: type, id: known[type] })
})

test('no query shows a tenant anything of another one, whatever ids, keys and cursors it sends', async () => {
  for (const [name, { query, variables }] of Object.entries(queries)) {
    const answer = await second.ask(query, variables?.(known))
    expect(JSON.stringify(answer.data), name).not.toContain('hush')
    expect(JSON.stringify(answer.errors ?? []), name).not.toMatch(/hush|INTERNAL/)
  }
})

test('another tenant’s global ids are not found', async () => {
  const { data } = await second.ask(queries.node?.query ?? '', known)
  expect(data).toEqual(Object.fromEntries(nodeTypes.map((type) => [type, null])))
})

test('no mutation changes or shows anything of another tenant', async () => {
  const before = await rowsOfFirst()
  const full = Object.entries(before).filter(([, rows]) => rows.length > 0)
  expect(full.length).toBeGreaterThanOrEqual(18)
  expect(full.map(([table]) => table)).toEqual(
    expect.arrayContaining(['constraints', 'decision_moves', 'decisions', 'suggestions']),
  )
  await second.product('oven-2')
  const answers: Record<string, string> = {}
  for (const [name, input] of Object.entries(mutations)) {
    const answer = await second.mutate(name, input(known))
    answers[name] = answer.code ?? answer.__typename
    expect(JSON.stringify(answer), name).not.toContain('hush')
  }
  expect(await rowsOfFirst()).toEqual(before)
  expect(answers).toMatchObject({
    acceptProblem: 'NOT_FOUND',
    acceptSuggestion: 'NOT_FOUND',
    acknowledgeProblem: 'NOT_FOUND',
    approveQuotes: 'NOT_FOUND',
    connectRepository: 'PRODUCT_NOT_FOUND',
    createApiKey: 'NOT_FOUND',
    createComponent: 'PRODUCT_NOT_FOUND',
    createMember: 'NOT_FOUND',
    dismissSuggestion: 'NOT_FOUND',
    dropWrite: 'NOT_FOUND',
    fixProblem: 'NOT_FOUND',
    mergeProblems: 'NOT_FOUND',
    moveReports: 'NOT_FOUND',
    openTicket: 'NOT_FOUND',
    publishGuidance: 'NOT_FOUND',
    recordReceipt: 'NOT_FOUND',
    recordRelease: 'PRODUCT_NOT_FOUND',
    regroupProblems: 'PRODUCT_NOT_FOUND',
    relinkTicket: 'NOT_FOUND',
    renameProblem: 'NOT_FOUND',
    reopenProblem: 'NOT_FOUND',
    retireGuidance: 'NOT_FOUND',
    reviseGuidance: 'NOT_FOUND',
    retryWrite: 'NOT_FOUND',
    revokeApiKey: 'NOT_FOUND',
    splitProblem: 'NOT_FOUND',
    startProblem: 'NOT_FOUND',
    undoDecision: 'NOT_FOUND',
    unlinkTicket: 'NOT_FOUND',
    updateProduct: 'PRODUCT_NOT_FOUND',
  })
})

test('nothing of another tenant goes into a tenant’s own problems, nor the other way round', async () => {
  const before = await rowsOfFirst()
  const { id, problem } = await second.report('The handle is loose')
  const refused = [
    await second.mutate('mergeProblems', { problemId: problem.id, otherProblemIds: [known.Problem] }),
    await second.mutate('mergeProblems', { problemId: known.Problem, otherProblemIds: [problem.id] }),
    await second.mutate('moveReports', { reportIds: [known.Report], toProblemId: problem.id }),
    await second.mutate('moveReports', { reportIds: [id], toProblemId: known.Problem }),
  ]
  expect(refused.map(({ __typename }) => __typename)).toEqual(Array(4).fill('NotFoundError'))
  const split = await second.mutate('splitProblem', { problemId: problem.id, reportIds: [known.Report] })
  expect(split.__typename).toBe('InvalidInputError')
  expect(await second.mutate('regroupProblems', {})).toMatchObject({ __typename: 'RegroupProblemsSuccess' })
  expect(await rowsOfFirst()).toEqual(before)
})

test('the same external ids in two tenants are two contacts of two customers', async () => {
  const input = {
    text: 'The door squeaks',
    externalId: 'case-2',
    customer: { externalId: 'hush-customer-2' },
  }
  const fields = 'alreadyKnown report { id customerContacts { reports } }'
  const answer = await second.mutate('submitReport', input, fields)
  expect(answer).toMatchObject({ alreadyKnown: false, report: { customerContacts: { reports: 1 } } })
})

test('a name near another tenant’s key is not offered', async () => {
  const query = `{ findGuidance(input: { text: "x", product: "ovem" }) { ... on ProductNotFoundError { near } } }`
  expect((await first.ask(query)).data.findGuidance.near).toContain('oven')
  expect((await second.ask(query)).data.findGuidance.near).not.toContain('oven')
})

test('the organization-wide export of metrics names no tenant and no text', async () => {
  const response = await fetch(`${world.server.url}/metrics`)
  expect(await response.text()).not.toMatch(new RegExp(`hush|${first.viewer.organizationId}`))
})

test('a subscription is told of its own tenant’s guidance only', async () => {
  const told = await subscribe(
    world.server.url,
    second.key,
    'subscription { guidancePublished { current { title } } }',
  )
  const content = { body: 'Advice', kind: 'NOTICE' }
  await first.mutate('publishGuidance', { ...content, title: 'hush again', product: 'oven' })
  await second.mutate('publishGuidance', { ...content, title: 'Ours', product: 'oven-2' })
  expect(await told.next()).toMatchObject({ data: { guidancePublished: { current: { title: 'Ours' } } } })
  told.close()
})
