import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World
let company: Tenant
let guidanceId: string

beforeAll(async () => {
  world = await openWorld()
  company = await world.tenant()
  await company.product('oven')
  const advice = { title: 'Set the clock', body: 'Hold it.', kind: 'NOTICE', product: 'oven' }
  const { guidance } = await company.mutate('publishGuidance', advice, 'guidance { id }')
  guidanceId = guidance.id
})
afterAll(() => world.close())

const record = (receipt: object) =>
  company.mutate(
    'recordReceipt',
    { guidanceId, version: 1, ...receipt },
    'receipt { kind reason recordedAt }',
  )

test('the same receipt again changes nothing, also at once', async () => {
  const first = await record({ kind: 'HELPED', caseId: 'case-1' })
  world.clock.forward(60_000)
  const again = await Promise.all([1, 2, 3].map(() => record({ kind: 'HELPED', caseId: 'case-1' })))
  for (const answer of again) expect(answer).toEqual(first)
  const { data } = await company.ask('{ guidance { edges { node { helped didNotHelp } } } }')
  expect(data.guidance.edges[0].node).toEqual({ helped: 1, didNotHelp: 0 })
})

test('an agent who says that it did not help says why, and the reason names nobody', async () => {
  const silent = await record({ kind: 'DID_NOT_HELP', caseId: 'case-2' })
  expect(silent).toMatchObject({ code: 'INVALID_INPUT', field: 'reason' })
  const { receipt } = await record({
    ...{ kind: 'DID_NOT_HELP', caseId: 'case-2' },
    reason: 'The button is missing; the customer is anna@example.com',
  })
  expect(receipt.reason).toContain('The button is missing')
  expect(receipt.reason).not.toContain('anna@')
})

test('a receipt is about one case, named in one way', async () => {
  const { id: reportId } = await company.report('The clock flashes', { product: 'oven' })
  expect(await record({ kind: 'USED' })).toMatchObject({ code: 'INVALID_INPUT' })
  expect(await record({ kind: 'USED', reportId, caseId: 'x' })).toMatchObject({ code: 'INVALID_INPUT' })
  expect(await record({ kind: 'USED', reportId })).toMatchObject({ receipt: { kind: 'USED' } })
})

test('a version that does not exist is not found', async () => {
  expect(await record({ version: 2, kind: 'USED', caseId: 'x' })).toMatchObject({ code: 'NOT_FOUND' })
})
