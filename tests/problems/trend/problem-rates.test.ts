import { afterAll, beforeAll, expect, test } from 'vitest'
import { rate } from '../../../src/problems/trend/problem-rates.ts'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'

let world: World
let company: Tenant

const trouble = 'The clock flashes after a power cut and I cannot set it'
const others = 'The invoice shows a wrong address'

beforeAll(async () => {
  world = await openWorld()
  company = await world.tenant()
  await company.product('oven')
})
afterAll(() => world.close())

const many = (count: number, text: string, about: object) =>
  Array.from({ length: count }, (_, at) => ({
    text,
    product: 'oven',
    externalId: `${JSON.stringify(about)}${text}${at}`,
    ...about,
  }))

/** A key of a member of a new team. */
async function keyOfTeam(name: string): Promise<string> {
  const { team } = await company.mutate('createTeam', { name, kind: 'SERVICE' }, 'team { id }')
  const { member } = await company.mutate(
    'createMember',
    { name: `Agent of ${name}`, kind: 'PERSON', teamId: team.id },
    'member { id }',
  )
  const { token } = await company.mutate(
    'createApiKey',
    { name, scopes: ['REPORT'], memberId: member.id },
    'token',
  )
  return token
}

test('a busy country does not look like a sick product', async () => {
  const [busy, calm] = [await keyOfTeam('Busy'), await keyOfTeam('Calm')]
  const take = (key: string, reports: object[]) =>
    company.mutate('importReports', { reports }, '__typename', key)
  await take(busy, [...many(8, trouble, { language: 'en' }), ...many(92, others, { language: 'en' })])
  await take(calm, [...many(6, trouble, { language: 'tr' }), ...many(54, others, { language: 'tr' })])
  await take(calm, many(2, trouble, { language: 'de' }))
  // Of another product, and too old: they count for nothing.
  await take(calm, many(5, others, { language: 'tr', product: null }))
  await take(calm, many(5, others, { language: 'tr', occurredAt: '2026-10-01T00:00:00Z' }))
  // Nobody named the product, but the problem is of it.
  await take(busy, many(2, trouble, { language: 'en', product: null }))
  await world.workOff({ evenIfLater: true })

  const { data } = await company.ask(`{ problems(filter: { text: "clock" }) { edges { node { rates { days
    byLanguage { language reports volume perThousand low high }
    byTeam { team { name } reports volume perThousand }
  } } } } }`)
  const [{ node }] = data.problems.edges
  expect(node.rates).toEqual({
    days: 28,
    byLanguage: [
      {
        ...{ language: 'en', reports: 10, volume: 102 },
        ...{ perThousand: expect.closeTo(98, 0), low: expect.closeTo(54, 0), high: expect.closeTo(171, 0) },
      },
      {
        ...{ language: 'tr', reports: 6, volume: 60 },
        ...{ perThousand: 100, low: expect.any(Number), high: expect.any(Number) },
      },
      { language: 'de', reports: 2, volume: 2, perThousand: null, low: null, high: null },
    ],
    byTeam: [
      { team: { name: 'Busy' }, reports: 10, volume: 102, perThousand: expect.closeTo(98, 0) },
      { team: { name: 'Calm' }, reports: 8, volume: 62, perThousand: expect.closeTo(129, 0) },
    ],
  })
})

test("Wilson's interval holds the rate, and narrows with more reports", () => {
  const few = rate({ reports: 5, volume: 100 })
  const more = rate({ reports: 50, volume: 1_000 })
  for (const { low, perThousand, high } of [few, more]) {
    expect(low).toBeLessThan(perThousand ?? 0)
    expect(high).toBeGreaterThan(perThousand ?? 0)
  }
  expect((more.high ?? 0) - (more.low ?? 0)).toBeLessThan((few.high ?? 0) - (few.low ?? 0))
  expect(rate({ reports: 0, volume: 60 })).toMatchObject({ perThousand: 0, low: 0 })
  expect(rate({ reports: 49, volume: 49 }).perThousand).toBeNull()
})
