import { afterAll, beforeAll, expect, test } from 'vitest'
import { recurringTrouble } from '../../support/clock-trouble.ts'
import { openWorld, type World } from '../../support/open-world.ts'
import { companyFor, hour, look, outboxOf, squeakingDoor, writes } from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ timing: { hourlyBudget: 1 } })
})
afterAll(() => world.close())

test('a budget that is used up holds writes back, says so and until when, and goes on by itself', async () => {
  world.github.addRepository('budget/one')
  const company = await companyFor(world, 'budget/one')
  const clock = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  const full = new Date(world.clock.now().getTime() + hour).toISOString()
  const door = await squeakingDoor(company)
  await world.workOff()
  expect((await look(company, clock.id)).ticket.state).toBe('OPEN')
  expect(await outboxOf(company)).toMatchObject([
    {
      kind: 'OPEN_ISSUE',
      state: 'WAITING',
      why: expect.stringContaining('as often as our budget allows'),
      nextAttemptAt: full,
    },
  ])
  await world.pass(50 * 60_000)
  expect(writes(world, 'budget/one')).toHaveLength(1)
  await world.pass(11 * 60_000)
  expect((await look(company, door.id)).ticket).toMatchObject({ state: 'OPEN', number: 2 })
  expect(await outboxOf(company)).toEqual([])
})

test('the budget of one repository is none of another’s', async () => {
  world.github.addRepository('budget/a')
  world.github.addRepository('budget/b')
  const company = await companyFor(world, 'budget/a')
  await company.product('kettle', { repository: 'budget/b', ticketPolicy: 'AUTOMATIC' })
  const clock = await recurringTrouble(company, { product: 'oven' })
  const door = await squeakingDoor(company, 'kettle')
  await world.workOff()
  for (const { id } of [clock, door]) expect((await look(company, id)).ticket.state).toBe('OPEN')
})
