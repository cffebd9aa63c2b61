import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockTroubles, recurringTrouble } from '../support/clock-trouble.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const minute = 60_000

async function companyWithTicket(repository: string): Promise<Tenant> {
  world.github.addRepository(repository)
  const company = await world.tenant()
  await company.product('oven', { repository, ticketPolicy: 'AUTOMATIC' })
  await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  return company
}

const bodyOf = (repository: string) => world.github.issue(repository, 1).body ?? ''
const edits = (repository: string) =>
  world.github.requests.filter(
    ({ method, path }) => method === 'PATCH' && path.startsWith(`/repos/${repository}/`),
  ).length

test('the living block is edited at most once in fifteen minutes, and then says how it is', async () => {
  const company = await companyWithTicket('acme/living')
  expect(bodyOf('acme/living')).toContain('| Customers | 3 |')
  expect(bodyOf('acme/living')).toMatch(
    /^\| Impact \| [\d.]+ \(customers 3 × 1 \+ .*; what customers pay is not part of it\) \|$/m,
  )
  for (const customer of ['anna', 'bert', 'carl']) {
    await company.report(clockTroubles[0], { product: 'oven', customer })
    await world.workOff({ evenIfLater: true })
  }
  await world.pass(10 * minute)
  expect(edits('acme/living')).toBe(0)
  await world.pass(6 * minute)
  expect(edits('acme/living')).toBe(1)
  expect(bodyOf('acme/living')).toContain('| Customers | 6 |')
  await world.pass(60 * minute)
  expect(edits('acme/living')).toBe(1)
})

test('what people write around the living block stays, and so does the last line', async () => {
  const company = await companyWithTicket('acme/human')
  const written = `Our own words above.\n\n${bodyOf('acme/human').replace('<!-- bothways:end -->', '<!-- bothways:end -->\n\nDesign notes, kept.')}`
  await world.github.editAs('acme/human', 1, 'ines', { body: written })
  await company.report(clockTroubles[1], { product: 'oven', customer: 'anna' })
  await world.pass(16 * minute)
  const body = bodyOf('acme/human')
  expect(body).toContain('| Customers | 4 |')
  expect(body.startsWith('Our own words above.\n\n')).toBe(true)
  expect(body).toContain('\n\nDesign notes, kept.')
  expect(body.split('\n').at(-1)).toBe(written.split('\n').at(-1))
})

test('a body without its markers belongs to people and is left alone', async () => {
  const company = await companyWithTicket('acme/rewritten')
  await world.github.editAs('acme/rewritten', 1, 'ines', { body: 'All of it in our own words.' })
  await company.report(clockTroubles[1], { product: 'oven', customer: 'anna' })
  await world.pass(16 * minute)
  expect(bodyOf('acme/rewritten')).toBe('All of it in our own words.')
})

test('guidance and what agents say of it stand on the ticket', async () => {
  const company = await companyWithTicket('acme/told')
  const { data } = await company.ask('{ problems { edges { node { id } } } }')
  const problemId = data.problems.edges[0].node.id
  const advice = { title: 'Hold the clock button', body: 'Three seconds.', kind: 'WORKAROUND' }
  const { guidance } = await company.mutate(
    'publishGuidance',
    { ...advice, product: 'oven', problemId },
    'guidance { id }',
  )
  const receipt = { guidanceId: guidance.id, version: 1, caseId: 'case-1' }
  await company.mutate('recordReceipt', { ...receipt, kind: 'HELPED' })
  await world.pass(16 * minute)
  expect(bodyOf('acme/told')).toContain('| Hold the clock button | workaround | helped 1 of 1 |')
})
