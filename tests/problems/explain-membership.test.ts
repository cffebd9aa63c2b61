import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockTroubles } from '../support/clock-trouble.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ gitHubIsOff: true })
})
afterAll(() => world.close())

const explain = async (company: Tenant, { id }: { id: string }): Promise<string> => {
  const query = 'query ($id: ID!) { explainMembership(reportId: $id) { explanation } }'
  return (await company.ask(query, { id })).data.explainMembership.explanation
}

test('the first report of all opened its problem: there was nothing to compare it with', async () => {
  const company = await world.tenant()
  const first = await company.report(clockTroubles[0])
  expect(await explain(company, first)).toBe(
    'It opened this problem: there was nothing yet to compare it with.',
  )
})

test('a report that joined says how like it was to what, by which model, and what they share', async () => {
  const company = await world.tenant()
  await company.product('oven')
  await company.report(clockTroubles[0], { product: 'oven' })
  const joined = await company.report(clockTroubles[1], { product: 'oven' })
  expect(await explain(company, joined)).toMatch(
    /^It joined by itself: its likeness was 0\.\d\d, and 0\.43 was needed\. The nearest report was compared by meaning \(minilm-[^)]+\) and wording; most like it was “The clock flashes.*” \(22 November 2026\)\. They share .*“flashes”.*\.$/,
  )
})

test('a report that is like nothing says so', async () => {
  const company = await world.tenant()
  await company.product('oven')
  await company.report(clockTroubles[0], { product: 'oven' })
  const alone = await company.report('The invoice shows a wrong address', { product: 'oven' })
  expect(await explain(company, alone)).toMatch(/^It opened a problem: nothing like it was known\./)
})

test('a report of another company has nothing to explain here', async () => {
  const company = await world.tenant()
  const stranger = await world.tenant()
  const { id } = await stranger.report(clockTroubles[0])
  const query = 'query ($id: ID!) { explainMembership(reportId: $id) { explanation } }'
  expect((await company.ask(query, { id })).data).toEqual({ explainMembership: null })
})
