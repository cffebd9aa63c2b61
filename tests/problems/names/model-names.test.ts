import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { mostTextGraphemes, mostTexts } from '../../../src/problems/names/ask-namer.ts'
import { callLimits, mostTries } from '../../../src/problems/names/reserve-call.ts'
import { says, startChatServer } from '../../naming/start-chat-server.ts'
import { clockTroubles, recurringTrouble } from '../../support/clock-trouble.ts'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'

let world: World
let chat: Awaited<ReturnType<typeof startChatServer>>
const good = says({ title: 'Clock is lost in a power cut.', summary: 'It flashes and cannot be set.' })

beforeAll(async () => {
  chat = await startChatServer(() => good)
  world = await openWorld({ namer: chat.namer })
})
beforeEach(() => {
  chat.reply = () => good
  chat.asked.length = 0
})
afterAll(async () => {
  await world.close()
  chat.close()
})

async function companyWithTrouble() {
  const company = await world.tenant()
  await company.product('oven')
  const { id } = await recurringTrouble(company, { product: 'oven' })
  return { company, id }
}

const nameOf = async (company: Tenant, id: string) =>
  (await company.ask('query ($id: ID!) { problem(id: $id) { title titleSource summary } }', { id })).data
    .problem

const builtIn = { title: expect.stringMatching(/power cut/), titleSource: 'CENTRAL_REPORT' }
const textsAsked = () => JSON.parse(chat.asked.at(-1)?.body.messages[1]?.content ?? '').texts as string[]

test('a model names what recurs, from the central reports and without personal data', async () => {
  const { company, id } = await companyWithTrouble()
  expect(await nameOf(company, id)).toMatchObject(builtIn)
  await world.workOff()
  expect(await nameOf(company, id)).toEqual({
    title: 'Clock is lost in a power cut',
    titleSource: 'MODEL',
    summary: expect.stringMatching(/^It flashes and cannot be set\. 3 reports by 3 customers since/),
  })
  expect(textsAsked().sort()).toEqual(clockTroubles.slice(0, 3).sort())
})

test('what the model is told is bounded, and redacted', async () => {
  const company = await world.tenant()
  await company.product('oven')
  const text = `${clockTroubles[0]}, jane.doe@example.com. ${'The clock flashes after a power cut. '.repeat(60)}`
  for (let at = 0; at < 12; at++) await company.report(text, { product: 'oven', customer: `customer-${at}` })
  await world.workOff()
  expect(textsAsked()).toHaveLength(mostTexts)
  for (const told of textsAsked()) {
    expect(told.length).toBeLessThanOrEqual(mostTextGraphemes)
    expect(told).toContain('[email]')
  }
})

test('the same is not asked twice', async () => {
  const { company, id } = await companyWithTrouble()
  await world.workOff()
  await company.mutate('renameProblem', { problemId: id, title: 'Mine' })
  await company.mutate('renameProblem', { problemId: id, title: null })
  expect(await nameOf(company, id)).toMatchObject(builtIn)
  await world.workOff()
  expect(await nameOf(company, id)).toMatchObject({ titleSource: 'MODEL' })
  expect(chat.asked).toHaveLength(1)
})

test('a problem that has doubled is asked about again, and keeps its name where there is no answer', async () => {
  const { company, id } = await companyWithTrouble()
  await world.workOff()
  chat.reply = () => ({ status: 500 })
  for (let at = 0; at < 3; at++)
    await company.report(`${clockTroubles[3]} on floor ${at}`, { product: 'oven', customer: `later-${at}` })
  await world.workOff()
  expect(await nameOf(company, id)).toMatchObject({
    title: 'Clock is lost in a power cut',
    titleSource: 'MODEL',
  })
  chat.reply = () => says({ title: 'Another name', summary: 'It flashes.' })
  await world.pass(10 * 60_000)
  expect(await nameOf(company, id)).toMatchObject({ title: 'Another name', titleSource: 'MODEL' })
})

test('a name that a person gave is not asked about', async () => {
  const { company, id } = await companyWithTrouble()
  await company.mutate('renameProblem', { problemId: id, title: 'Mine' })
  await world.workOff()
  expect(await nameOf(company, id)).toMatchObject({ title: 'Mine', titleSource: 'PERSON' })
  expect(chat.asked).toEqual([])
})

test('a person who names it while the model thinks is not overruled', async () => {
  const { company, id } = await companyWithTrouble()
  let renamed: Promise<unknown> | undefined
  chat.reply = () => {
    renamed ??= company.mutate('renameProblem', { problemId: id, title: 'Mine' })
    return chat.asked.length < 3 ? { status: 503, headers: { 'retry-after': '0.2' } } : good
  }
  await world.workOff()
  await renamed
  expect(await nameOf(company, id)).toMatchObject({ title: 'Mine', titleSource: 'PERSON' })
})

test('an address that the model makes up is taken out', async () => {
  chat.reply = () =>
    says({
      title: 'Clock lost, write to jane.doe@example.com',
      summary: 'See [the help](https://evil.example/?q=1) or call +90 532 123 45 67, @octocat.',
    })
  const { company, id } = await companyWithTrouble()
  await world.workOff()
  const { title, summary } = await nameOf(company, id)
  expect(title).toBe('Clock lost, write to [email]')
  expect(summary).toMatch(/^See the help or call \[phone\], \[handle\]\. 3 reports/)
})

test.each<[string, Parameters<typeof startChatServer>[0]]>([
  ['nonsense', () => ({ says: 'I think it is the clock' })],
  [
    'a title that is too long for a board',
    () => says({ title: 'clock '.repeat(18), summary: 'It flashes.' }),
  ],
  ['nothing but a link', () => says({ title: 'https://evil.example', summary: 'It flashes.' })],
])('an answer that is %s leaves the built-in name, and is not asked for again', async (_, reply) => {
  chat.reply = reply
  const { company, id } = await companyWithTrouble()
  await world.workOff()
  await world.pass(86_400_000)
  expect(await nameOf(company, id)).toMatchObject(builtIn)
  expect(chat.asked).toHaveLength(1)
})

test('a server that is down leaves the built-in name, and is given up at some time', async () => {
  chat.reply = () => ({ status: 401 })
  const { company, id } = await companyWithTrouble()
  for (let round = 0; round < mostTries + 2; round++) await world.pass(3 * 86_400_000)
  expect(await nameOf(company, id)).toMatchObject(builtIn)
  expect(chat.asked).toHaveLength(mostTries)
  expect(await world.deps.jobs.deadLetters()).toEqual([])
})

test('an organization asks only so often, and one does not wait for another', async () => {
  const [{ calls, withinMs }] = callLimits
  const company = await world.tenant()
  for (let at = 0; at < calls + 2; at++) {
    await company.product(`oven-${at}`)
    await recurringTrouble(company, { product: `oven-${at}` })
    // No two questions alike: the same would be answered from memory.
    await company.report(`${clockTroubles[3]} ${'x'.repeat(at + 3)}`, { product: `oven-${at}` })
  }
  await world.workOff()
  expect(chat.asked).toHaveLength(calls)
  await companyWithTrouble()
  await world.workOff()
  expect(chat.asked).toHaveLength(calls + 1)
  await world.pass(withinMs)
  expect(chat.asked).toHaveLength(calls + 3)
})
