import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'
import { bodyOf, companyFor, holdWebhooks, look, minute } from '../../support/ticket-stories.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const words = [
  'The clock flashes after a power cut and my grandmother wept',
  'After a power cut the clock flashes and my grandfather wept',
  'Clock is flashing since the power cut, my godmother wept',
]

/** A ticket that three customers are quoted in; answers their reports. */
async function quotedIn(repository: string, settings: object = {}) {
  world.github.addRepository(repository, settings)
  const company = await companyFor(world, repository, { quotesAllowed: true })
  const reports = []
  for (const [at, text] of words.entries())
    reports.push(await company.report(text, { product: 'oven', customer: `customer-${at}` }))
  await world.workOff()
  const ids: string[] = reports.map(({ id }) => id)
  return { company, problemId: reports[2].problem.id as string, ids }
}

const quotesIn = (repository: string) => {
  const { title, body } = world.github.issue(repository, 1)
  return `${title}\n${body}`.match(/grandmother|grandfather|godmother/g) ?? []
}

const previewOf = async (company: Tenant, id: string) => {
  const query = `query ($id: ID!) { previewTicket(problemId: $id) { public title body quotes { report { id } shown approved } } }`
  return (await company.ask(query, { id })).data.previewTicket
}

test('a repository made public loses quotes and a quoting title at once; approved words come back, and go again', async () => {
  const { company, problemId, ids } = await quotedIn('seen/turned')
  expect(quotesIn('seen/turned').length).toBeGreaterThan(3)
  const quoting = world.github.issue('seen/turned', 1).title
  expect(quoting).toMatch(/grandmother|grandfather|godmother/)

  await world.github.publicize('seen/turned')
  await world.workOff()
  expect(quotesIn('seen/turned')).toEqual([])
  expect((await look(company, problemId)).ticket.connectedRepository).toMatchObject({ visibility: 'PUBLIC' })
  expect(await previewOf(company, problemId)).toMatchObject({ public: true })

  await company.mutate('approveQuotes', { problemId, reportIds: ids })
  await world.workOff()
  expect(new Set(quotesIn('seen/turned'))).toEqual(new Set(['grandmother', 'grandfather', 'godmother']))
  expect(world.github.issue('seen/turned', 1).title).not.toMatch(/grandmother|grandfather|godmother/)

  await company.mutate('approveQuotes', { problemId, reportIds: [] })
  await world.workOff()
  expect(quotesIn('seen/turned')).toEqual([])

  await world.github.privatize('seen/turned')
  await world.workOff()
  expect(quotesIn('seen/turned').length).toBeGreaterThan(2)
})

test('a repository made public while nobody told us loses its quotes with the next look at it', async () => {
  const { company } = await quotedIn('seen/untold')
  world.github.changeRepository('seen/untold', { visibility: 'public' })
  await company.report(words[0] ?? '', { product: 'oven', customer: 'late' })
  await world.pass(16 * minute)
  expect(quotesIn('seen/untold')).toEqual([])
})

test('a public repository gets counts alone from the start', async () => {
  const { company, problemId } = await quotedIn('seen/public', { visibility: 'public' })
  expect(quotesIn('seen/public')).toEqual([])
  expect(bodyOf(world, 'seen/public')).toContain('| Customers | 3 |')
  expect((await previewOf(company, problemId)).quotes).toHaveLength(3)
})

test('fewer than three approved customers are never quoted, and whoever approves them is told why', async () => {
  const { company, problemId, ids } = await quotedIn('seen/few', { visibility: 'public' })
  const approve = (reportIds: string[]) =>
    company.mutate('approveQuotes', { problemId, reportIds }, 'shown explanation')
  const why =
    /at least 3 different customers, so that nobody can be recognised. So far they are of 2 customers/
  expect(await approve(ids.slice(0, 2))).toMatchObject({
    shown: false,
    explanation: expect.stringMatching(why),
  })
  const query = 'query ($id: ID!) { previewTicket(problemId: $id) { quotesExplanation } }'
  const { data } = await company.ask(query, { id: problemId })
  expect(data.previewTicket.quotesExplanation).toMatch(why)
  await world.workOff()
  expect(quotesIn('seen/few')).toEqual([])
  expect(await approve([])).toMatchObject({
    explanation: expect.stringContaining('So far they are of no customer'),
  })
  expect(await approve(ids)).toMatchObject({
    ...{ shown: true, explanation: 'Quotes of 3 customers are approved and shown.' },
  })
  await company.mutate('updateProduct', { key: 'oven', quotesAllowed: false })
  expect(await approve(ids)).toMatchObject({
    ...{ shown: false, explanation: expect.stringContaining('quotesAllowed is off') },
  })
})

test('in a private repository whoever approves quotes is told that it needs no approval', async () => {
  const { company, problemId, ids } = await quotedIn('seen/needless')
  expect(
    await company.mutate('approveQuotes', { problemId, reportIds: ids }, 'shown explanation'),
  ).toMatchObject({ shown: true, explanation: expect.stringContaining('approved or not') })
})

test('what a person closed is cleaned as well when its repository turns public', async () => {
  await quotedIn('seen/closed')
  await world.github.closeAs('seen/closed', 1, 'ines', 'completed')
  await world.workOff()
  await world.github.publicize('seen/closed')
  await world.workOff()
  expect(quotesIn('seen/closed')).toEqual([])
  expect(world.github.issue('seen/closed', 1).state).toBe('closed')
})

test('a title that a person gave stays when the repository turns public', async () => {
  await quotedIn('seen/titled')
  await world.github.editAs('seen/titled', 1, 'ines', { title: 'Clock forgets the time' })
  await world.workOff()
  await world.github.publicize('seen/titled')
  await world.workOff()
  expect(world.github.issue('seen/titled', 1).title).toBe('Clock forgets the time')
  expect(quotesIn('seen/titled')).toEqual([])
})

test('a product that wants no quotes any more has them taken out at once, of closed issues too', async () => {
  const { company } = await quotedIn('seen/unwanted')
  await world.github.closeAs('seen/unwanted', 1, 'ines', 'not_planned')
  await world.workOff()
  await company.mutate('updateProduct', { key: 'oven', quotesAllowed: false })
  await world.workOff()
  expect(quotesIn('seen/unwanted')).toEqual([])
})

test('an issue transferred from a private repository to a public one quotes nobody there', async () => {
  const { company, problemId } = await quotedIn('seen/from')
  world.github.addRepository('seen/to', { visibility: 'public' })
  await world.github.transferIssueAs('seen/from', 1, 'ines', 'seen/to')
  await world.workOff()
  expect((await look(company, problemId)).ticket).toMatchObject({ state: 'OPEN', repository: 'seen/to' })
  expect(quotesIn('seen/to')).toEqual([])
})

test('an issue whose answer was lost, found after its repository turned public, quotes nobody', async () => {
  world.github.addRepository('seen/lost')
  const company = await companyFor(world, 'seen/lost', { quotesAllowed: true })
  holdWebhooks(world)
  world.github.failNext('POST', /^\/repos\/seen\/lost\/issues$/, { kind: 'lost_after_commit' })
  for (const [at, text] of words.entries())
    await company.report(text, { product: 'oven', customer: `c-${at}` })
  await world.workOff()
  expect(quotesIn('seen/lost').length).toBeGreaterThan(3)
  await world.github.publicize('seen/lost')
  await world.pass(2 * minute)
  expect(quotesIn('seen/lost')).toEqual([])
})
