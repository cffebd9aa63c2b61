import { afterAll, beforeAll, expect, test } from 'vitest'
import { recurringTrouble } from '../support/clock-trouble.ts'
import { openWorld, type World } from '../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ gitHubIsOff: true })
})
afterAll(() => world.close())

test('with GitHub off a ticket waits, and can be read as it would be written', async () => {
  const company = await world.tenant()
  await company.product('oven', { repository: 'acme/ovens', ticketPolicy: 'AUTOMATIC' })
  const { id } = await recurringTrouble(company, { product: 'oven' })
  await world.pass(60 * 60_000)
  const { data } = await company.ask(
    'query ($id: ID!) { problem(id: $id) { ticket { state explanation preview { title body } } } }',
    { id },
  )
  expect(data.problem.ticket).toMatchObject({
    state: 'QUEUED',
    explanation: expect.stringContaining('acme/ovens'),
    preview: { title: expect.stringContaining('oven') },
  })
  const { body } = data.problem.ticket.preview
  expect(body).toContain('3 customers')
  expect(body).toContain('/guidance')
  expect(body.split('\n').at(-1)).toMatch(/^<!-- bothways problem=/)
  expect(world.github.requests).toEqual([])
})
