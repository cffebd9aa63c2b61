import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer } from '../../../src/entrypoints/server/start-server.ts'
import { openDeliveryIntake } from '../../../src/repositories/receive-deliveries.ts'
import { openWorld, type World, webhookSecret } from '../../support/open-world.ts'
import { companyWithTicket, holdWebhooks, hour, look } from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const signature = (body: string, secret = webhookSecret, algorithm = 'sha256') =>
  `${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`

const deliver = async (body: string, headers: Record<string, string>, url = world.server.url) => {
  const response = await fetch(`${url}/webhooks/github`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'issues',
      'x-github-delivery': randomUUID(),
      ...headers,
    },
    body,
  })
  return response.status
}

const stored = () => world.deps.database.prisma.webhookDelivery.count()

/** GitHub’s own payload of a close that nobody was told of. */
async function closeUntold(repository: string): Promise<string> {
  holdWebhooks(world)
  const { delivery } = await world.github.closeAs(repository, 1, 'ines', 'completed')
  await world.github.releaseDeliveries(() => [])
  return JSON.stringify(delivery?.payload)
}

test('a delivery without a good signature is refused, stored nowhere, and changes nothing', async () => {
  const { company, problemId } = await companyWithTicket(world, 'hook/signed')
  const body = await closeUntold('hook/signed')
  const before = await stored()
  for (const headers of [
    {},
    { 'x-hub-signature-256': '' },
    { 'x-hub-signature-256': 'sha256=' },
    { 'x-hub-signature-256': signature(body, 'another secret') },
    { 'x-hub-signature-256': signature(`${body} `) },
    { 'x-hub-signature': signature(body, webhookSecret, 'sha1') },
    { 'x-hub-signature-256': signature(body, webhookSecret, 'sha1') },
  ] as Record<string, string>[]) {
    expect(await deliver(body, headers), JSON.stringify(headers)).toBe(401)
  }
  await world.workOff()
  expect(await stored()).toBe(before)
  expect((await look(company, problemId)).ticket.state).toBe('OPEN')
  expect(await deliver(body, { 'x-hub-signature-256': signature(body) })).toBe(202)
  await world.workOff()
  expect((await look(company, problemId)).ticket.state).toBe('CLOSED')
})

test('while a secret is rotated the old one is accepted too', async () => {
  const { company, problemId } = await companyWithTicket(world, 'hook/rotated')
  const body = await closeUntold('hook/rotated')
  const webhookSecrets = ['the new secret', webhookSecret]
  const rotating = await startServer(world.deps, { host: '127.0.0.1', port: 0, webhookSecrets })
  expect(await deliver(body, { 'x-hub-signature-256': signature(body, 'older') }, rotating.url)).toBe(401)
  for (const secret of webhookSecrets)
    expect(await deliver(body, { 'x-hub-signature-256': signature(body, secret) }, rotating.url)).toBe(202)
  await rotating.close()
  await world.workOff()
  expect((await look(company, problemId)).decisions).toHaveLength(1)
})

test('with the database down GitHub is told so, and a redelivery loses nothing', async () => {
  const { company, problemId } = await companyWithTicket(world, 'hook/down')
  const { pool } = world.deps.database
  await pool.query('ALTER TABLE webhook_deliveries RENAME TO away')
  const { delivery } = await world.github.closeAs('hook/down', 1, 'ines', 'not_planned')
  await pool.query('ALTER TABLE away RENAME TO webhook_deliveries')
  expect(delivery?.answers).toEqual([500])
  await world.workOff()
  expect((await look(company, problemId)).ticket.state).toBe('OPEN')
  expect(await delivery?.redeliver()).toBe(202)
  await world.workOff()
  expect(await look(company, problemId)).toMatchObject({ status: 'ACCEPTED', ticket: { state: 'CLOSED' } })
})

test('the same delivery several times at once is worked off once', async () => {
  const { company, problemId } = await companyWithTicket(world, 'hook/twice')
  holdWebhooks(world)
  const { delivery } = await world.github.closeAs('hook/twice', 1, 'ines', 'completed')
  await world.github.releaseDeliveries(() => [])
  const before = await stored()
  const answers = await Promise.all(Array.from({ length: 5 }, () => delivery?.redeliver()))
  expect(answers).toEqual([202, 202, 202, 202, 202])
  await world.workOff()
  expect(await stored()).toBe(before + 1)
  expect((await look(company, problemId)).decisions).toHaveLength(1)
})

test('a storm of deliveries is stored whole and in its order, and worked off once it is over', async () => {
  const { prisma } = world.deps.database
  const sent = Array.from({ length: 120 }, () => randomUUID())
  const intake = openDeliveryIntake(world.deps)
  const about = { outcome: 'verified', event: 'issues', action: 'labeled' } as const
  const payload = { repository: { id: 1, full_name: 'nobody/knows' } }
  await Promise.all(sent.map((deliveryId) => intake.store({ ...about, deliveryId, payload })))
  intake.close()
  const ofStorm = { where: { id: { in: sent } }, orderBy: { position: 'asc' } } as const
  expect((await prisma.webhookDelivery.findMany(ofStorm)).map(({ id }) => id)).toEqual(sent)
  await world.deps.events.announce(world.deps, 'worker.started', {})
  await world.workOff()
  expect(await prisma.webhookDelivery.count({ where: { processedAt: null } })).toBe(0)
})

test('a close that arrives after the reopening that came later leaves the issue open', async () => {
  const { company, problemId } = await companyWithTicket(world, 'hook/order')
  holdWebhooks(world)
  await world.github.closeAs('hook/order', 1, 'ines', 'completed')
  world.clock.forward(1_000)
  await world.github.reopenAs('hook/order', 1, 'ines')
  await world.github.releaseDeliveries((held) => [...held].reverse())
  await world.workOff()
  expect(await look(company, problemId)).toMatchObject({ status: 'RECURRING', ticket: { state: 'OPEN' } })
})

test('what no webhook told is found by comparing, once, and a webhook that comes days late changes nothing', async () => {
  const { company, problemId } = await companyWithTicket(world, 'hook/missed')
  holdWebhooks(world)
  const { delivery } = await world.github.closeAs('hook/missed', 1, 'ines', 'completed')
  await world.github.releaseDeliveries(() => [])
  await world.pass(hour)
  await world.pass(hour)
  const then = await look(company, problemId)
  expect(then).toMatchObject({
    status: 'FIXED',
    ticket: { state: 'CLOSED', closeReason: 'COMPLETED' },
    decisions: [{ kind: 'FIXED', githubLogin: 'ines' }],
  })
  await world.pass(48 * hour)
  await delivery?.redeliver()
  await world.workOff()
  expect(await look(company, problemId)).toEqual(then)
})

const poison: [string, string, string][] = [
  ['issues', 'NUL in an action', '{"action":"clo\\u0000sed","issue":{"number":1,"labels":["\\u0000"]}}'],
  [
    'issues',
    'half a surrogate pair',
    '{"action":"edited\\ud800","sender":{"login":"\\udc00"},"issue":{"number":1}}',
  ],
  ['issues', 'no issue', '{"action":"closed"}'],
  ['issues', 'an issue that is none', '{"action":"closed","issue":"1","repository":7,"sender":[]}'],
  [
    'issues',
    'a huge number',
    '{"action":"closed","issue":{"number":1e400,"id":123456789012345678901234567890}}',
  ],
  [
    'issues',
    'fractions',
    '{"action":"closed","issue":{"number":1.5},"repository":{"id":0.1,"full_name":"a/b"}}',
  ],
  ['issue_comment', 'no comment', '{"action":"created","issue":{"number":1}}'],
  ['push', 'no reference', '{"commits":null}'],
  ['pull_request', 'no pull request', '{"action":"closed"}'],
  ['release', 'nothing', '{}'],
  ['repository', 'no repository', '{"action":"renamed"}'],
  ['installation', 'no list', '{"action":"deleted","repositories":{}}'],
  ['an_event_of_2030', 'anything', '{"action":"invented","x":{"__proto__":{"a":1}}}'],
]

test('a payload that is odd in any way is taken and blocks nothing behind it', async () => {
  const { company, problemId } = await companyWithTicket(world, 'hook/poison')
  const { id } = await world.deps.database.prisma.repository.findUniqueOrThrow({
    where: { nameKey: 'hook/poison' },
  })
  const { githubId } = await world.deps.database.prisma.repository.findFirstOrThrow({ where: { id } })
  const about = `"repository":{"id":${githubId},"full_name":"hook/poison"},`
  for (const [event, what, body] of poison) {
    for (const sent of [body, body.includes('"repository"') ? body : body.replace('{', `{${about}`)]) {
      const text = sent.replace(',}', '}')
      const headers = { 'x-github-event': event, 'x-hub-signature-256': signature(text) }
      expect(await deliver(text, headers), `${event}: ${what}`).toBe(202)
    }
  }
  await world.github.closeAs('hook/poison', 1, 'ines', 'completed')
  await world.workOff()
  expect(await look(company, problemId)).toMatchObject({ status: 'FIXED', ticket: { state: 'CLOSED' } })
  const { prisma } = world.deps.database
  expect(await prisma.webhookDelivery.findMany({ where: { processedAt: null } })).toEqual([])
  expect(await prisma.webhookDelivery.findMany({ where: { failure: { not: null } } })).toEqual([])
  expect(await world.deps.jobs.deadLetters()).toEqual([])
})

test.each([
  ['an array', '[]'],
  ['a text', '"closed"'],
  ['no JSON', '{"action":'],
  ['null', 'null'],
])('a signed body that is %s is refused and stored nowhere', async (_what, body) => {
  const before = await stored()
  expect(await deliver(body, { 'x-hub-signature-256': signature(body) })).toBe(400)
  expect(await stored()).toBe(before)
})
