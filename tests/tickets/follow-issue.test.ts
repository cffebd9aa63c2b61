import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockTroubles, recurringTrouble } from '../support/clock-trouble.ts'
import { openWorld, type Tenant, type World, webhookSecret } from '../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** A company with one open ticket, number 1 in a repository of its own. */
async function companyWithTicket(repository: string): Promise<{ company: Tenant; problemId: string }> {
  world.github.addRepository(repository)
  const company = await world.tenant()
  await company.product('oven', { repository, ticketPolicy: 'AUTOMATIC' })
  const { id } = await recurringTrouble(company, { product: 'oven' })
  await world.workOff()
  return { company, problemId: id }
}

const stateOf = async (company: Tenant, id: string) => {
  const { data } = await company.ask(
    `query ($id: ID!) { problem(id: $id) { status ticket { state closeReason explanation }
      decisions { edges { node { kind githubLogin } } } } }`,
    { id },
  )
  const { status, ticket, decisions } = data.problem
  return { status, ...ticket, decisions: decisions.edges.map(({ node }: { node: object }) => node) }
}

test('an issue closed as completed means fixed', async () => {
  const { company, problemId } = await companyWithTicket('acme/completed')
  await world.github.closeAs('acme/completed', 1, 'ines', 'completed')
  await world.workOff()
  expect(await stateOf(company, problemId)).toEqual({
    status: 'FIXED',
    state: 'CLOSED',
    closeReason: 'COMPLETED',
    explanation: expect.stringContaining('has fixed this'),
    decisions: [{ kind: 'FIXED', githubLogin: 'ines' }],
  })
})

test('an issue closed as not planned means that nobody promises a fix', async () => {
  const { company, problemId } = await companyWithTicket('acme/not-planned')
  await world.github.closeAs('acme/not-planned', 1, 'ines', 'not_planned')
  await world.workOff()
  expect(await stateOf(company, problemId)).toMatchObject({
    status: 'ACCEPTED',
    closeReason: 'NOT_PLANNED',
    explanation: expect.stringContaining('do not promise a fix'),
  })
})

test('an issue closed as a duplicate decides nothing about the problem', async () => {
  const { company, problemId } = await companyWithTicket('acme/duplicate')
  await world.github.closeAs('acme/duplicate', 1, 'ines', 'duplicate')
  await world.workOff()
  expect(await stateOf(company, problemId)).toMatchObject({
    status: 'RECURRING',
    closeReason: 'DUPLICATE',
    explanation: expect.stringContaining('in another issue'),
    decisions: [],
  })
})

test('an issue that is reopened is being looked at again', async () => {
  const { company, problemId } = await companyWithTicket('acme/reopened')
  await world.github.closeAs('acme/reopened', 1, 'ines', 'completed')
  await world.workOff()
  await world.github.reopenAs('acme/reopened', 1, 'jo')
  await world.workOff()
  expect(await stateOf(company, problemId)).toEqual({
    status: 'ACKNOWLEDGED',
    state: 'OPEN',
    closeReason: null,
    explanation: expect.stringContaining('is open'),
    decisions: [
      { kind: 'REOPENED', githubLogin: 'jo' },
      { kind: 'FIXED', githubLogin: 'ines' },
    ],
  })
})

test('webhooks in the wrong order, late and twice, leave the state that the issue has', async () => {
  const { company, problemId } = await companyWithTicket('acme/order')
  world.github.holdDeliveries()
  await world.github.closeAs('acme/order', 1, 'ines', 'completed')
  await world.github.reopenAs('acme/order', 1, 'ines')
  await world.github.closeAs('acme/order', 1, 'ines', 'not_planned')
  await world.github.releaseDeliveries((waiting) => [...waiting].reverse())
  await world.workOff()
  const state = await stateOf(company, problemId)
  expect(state).toMatchObject({ status: 'ACCEPTED', closeReason: 'NOT_PLANNED' })
  for (const delivery of world.github.deliveries.slice(-3)) await delivery.redeliver()
  await world.workOff()
  expect(await stateOf(company, problemId)).toEqual(state)
})

test('a delivery that GitHub repeats is stored and worked off once', async () => {
  const { company, problemId } = await companyWithTicket('acme/repeated')
  const { delivery } = await world.github.closeAs('acme/repeated', 1, 'ines', 'completed')
  expect(await delivery?.redeliver()).toBe(202)
  expect(await delivery?.redeliver()).toBe(202)
  await world.workOff()
  const { prisma } = world.deps.database
  expect(await prisma.webhookDelivery.count({ where: { id: delivery?.guid ?? '' } })).toBe(1)
  expect((await stateOf(company, problemId)).decisions).toHaveLength(1)
})

test('a delivery that is not signed with our secret is refused, and nothing of it is stored', async () => {
  const { prisma } = world.deps.database
  const before = await prisma.webhookDelivery.count()
  const body = JSON.stringify({ action: 'closed' })
  const sign = (algorithm: string, secret: string) =>
    `${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`
  for (const signature of [
    {},
    { 'x-hub-signature-256': sign('sha256', 'another secret') },
    { 'x-hub-signature-256': sign('sha256', webhookSecret).toUpperCase() },
    { 'x-hub-signature-256': 'sha256=' },
    { 'x-hub-signature': sign('sha1', webhookSecret) },
  ] as Record<string, string>[]) {
    const response = await fetch(`${world.server.url}/webhooks/github`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'issues',
        'x-github-delivery': 'b6f1f2a4-0000-4000-8000-000000000000',
        ...signature,
      },
      body,
    })
    expect(response.status, JSON.stringify(signature)).toBe(401)
  }
  expect(await prisma.webhookDelivery.count()).toBe(before)
})

test('an issue of the same number in another repository is not ours', async () => {
  const { company, problemId } = await companyWithTicket('acme/ours')
  world.github.addRepository('acme/theirs')
  await world.github.openAs('acme/theirs', 'ines', { title: 'Something else' })
  await world.github.closeAs('acme/theirs', 1, 'ines', 'completed')
  await world.workOff()
  expect(await stateOf(company, problemId)).toMatchObject({ status: 'RECURRING', state: 'OPEN' })
})

test('an agent’s next case is told of the close in plain words', async () => {
  const { company } = await companyWithTicket('acme/words')
  await world.github.closeAs('acme/words', 1, 'ines', 'completed')
  await world.workOff()
  const { problem } = await company.report(clockTroubles[3], { product: 'oven', customer: 'customer-9' })
  expect(problem.ticket).toMatchObject({
    state: 'CLOSED',
    explanation: expect.stringContaining('acme/words#1'),
  })
})
