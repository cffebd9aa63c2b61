import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../support/open-world.ts'
import { companyIn, companyWithTicket, guidanceOf, repliesIn, repositoryOf } from './github-company.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const minute = 60_000
const pitfall = {
  title: 'Set the hour first',
  body: 'component: clock\nversions: <2.4\n\nTurn the **knob**.',
}

/** An issue of rex, who may only read, in the repository of a product. */
async function companyWithIssue(repository: string, issue = pitfall) {
  const company = await companyIn(world, repository)
  await world.github.openAs(repository, 'rex', issue)
  const label = async (login: string) => {
    await world.github.labelAs(repository, 1, login, 'setup-pitfall')
    await world.workOff()
  }
  const edit = async (login: string, text: { title?: string; body?: string }) => {
    world.clock.forward(minute)
    await world.github.editAs(repository, 1, login, text)
    await world.workOff()
  }
  return { company, label, edit }
}

test('an issue that a writer labels is guidance: its title, its options and its text', async () => {
  const { company, label } = await companyWithIssue('acme/labelled')
  await label('ines')
  expect(await guidanceOf(company)).toMatchObject([
    {
      ...{ status: 'PUBLISHED', kind: 'SETUP_PITFALL', problem: null, component: { key: 'clock' } },
      ...{ title: 'Set the hour first', body: 'Turn the **knob**.', versions: '<2.4', githubLogin: 'ines' },
      sourceUrl: world.github.url.concat('/acme/labelled/issues/1'),
    },
  ])
  expect(repliesIn(world, 'acme/labelled')).toEqual([expect.stringContaining('- Component: Clock')])
})

test('who may only triage makes nothing guidance; a writer who sets the label again does', async () => {
  const { company, label } = await companyWithIssue('acme/triage')
  world.github.setPermission('acme/triage', 'tom', 'triage')
  await label('tom')
  expect(await guidanceOf(company)).toEqual([])
  expect(repliesIn(world, 'acme/triage')).toEqual([
    expect.stringContaining('tom has no write permission in this repository'),
  ])

  await world.github.unlabelAs('acme/triage', 1, 'ines', 'setup-pitfall')
  await label('ines')
  expect(await guidanceOf(company)).toMatchObject([{ status: 'PUBLISHED', githubLogin: 'ines' }])
  expect(repliesIn(world, 'acme/triage')).toEqual([expect.stringContaining('**Agents see this guidance')])
})

test('another label by a writer stands for nothing', async () => {
  const { company, label } = await companyWithIssue('acme/other')
  await label('rex')
  await world.github.labelAs('acme/other', 1, 'ines', 'bug')
  await world.workOff()
  expect(await guidanceOf(company)).toEqual([])
})

test('taking the label off withdraws, setting it again publishes; closing changes nothing', async () => {
  const { company, label } = await companyWithIssue('acme/off')
  await label('ines')
  await world.github.closeAs('acme/off', 1, 'ines', 'completed')
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ status: 'PUBLISHED', number: 1 }])

  await world.github.unlabelAs('acme/off', 1, 'rex', 'setup-pitfall')
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ status: 'RETIRED' }])
  expect(repliesIn(world, 'acme/off')).toEqual([expect.stringContaining('**Withdrawn.**')])

  await label('ines')
  expect(await guidanceOf(company)).toMatchObject([{ status: 'PUBLISHED', number: 2 }])
})

test('an edit by a writer revises; an edit by its author, who may only read, does not, not even while the label is worked off', async () => {
  const { company, edit } = await companyWithIssue('acme/edits')
  await world.github.labelAs('acme/edits', 1, 'ines', 'setup-pitfall')
  await edit('rex', { body: 'Buy mine.' })
  expect(await guidanceOf(company)).toEqual([])

  await edit('ines', { title: 'Hour first', body: 'locale: tr\n\nTurn it.' })
  const revised = [{ status: 'PUBLISHED', number: 1, title: 'Hour first', locales: ['tr'] }]
  expect(await guidanceOf(company)).toMatchObject(revised)

  await edit('rex', { body: 'Buy mine.' })
  await world.pass(world.deps.timing.reconcileMs + minute)
  expect(await guidanceOf(company)).toMatchObject(revised)
  expect(repliesIn(world, 'acme/edits')).toEqual([
    expect.stringMatching(/rex has no write permission(?:.|\n)*last version that was published: Hour first/),
  ])
})

test('a mistake is answered, and mended by an edit', async () => {
  const { company, label, edit } = await companyWithIssue('acme/wrong', {
    title: 'Hour first',
    body: 'kind: miracle\n\nTurn it.',
  })
  await label('ines')
  expect(repliesIn(world, 'acme/wrong')).toEqual([expect.stringContaining('is no kind')])
  await edit('ines', { body: 'kind: notice\n\nTurn it.' })
  expect(await guidanceOf(company)).toMatchObject([{ kind: 'NOTICE', body: 'Turn it.' }])
  expect(repliesIn(world, 'acme/wrong')).toHaveLength(1)
})

test('where a repository has several products the text says which', async () => {
  const { company, label, edit } = await companyWithIssue('acme/several')
  await company.product('kettle', { repository: 'acme/several' })
  await label('ines')
  expect(repliesIn(world, 'acme/several')[0]).toMatch(/with one of.* kettle, oven/)
  await edit('ines', { body: 'product: kettle\n\nFill it.' })
  expect(await guidanceOf(company)).toMatchObject([{ product: { key: 'kettle' }, body: 'Fill it.' }])
})

test('a label on a ticket that we opened is answered: its text is ours, and no advice', async () => {
  const company = await companyWithTicket(world, 'acme/ticket')
  await world.github.labelAs('acme/ticket', 1, 'ines', 'setup-pitfall')
  await world.workOff()
  expect(await guidanceOf(company)).toEqual([])
  expect(repliesIn(world, 'acme/ticket')).toEqual([
    expect.stringMatching(/The text of this ticket is ours(?:.|\n)*write advice into a comment/),
  ])
  expect(repliesIn(world, 'acme/ticket')[0]).not.toContain('Edit the issue')

  const reply = repliesIn(world, 'acme/ticket')
  await world.github.unlabelAs('acme/ticket', 1, 'ines', 'setup-pitfall')
  await world.workOff()
  expect(repliesIn(world, 'acme/ticket')).toEqual(reply)
})

test('of an issue of people that is a ticket, what they wrote is guidance for its problem', async () => {
  const company = await companyWithTicket(world, 'acme/linked')
  await world.github.openAs('acme/linked', 'rex', pitfall)
  const { data } = await company.ask('{ problems { edges { node { id } } } }')
  const problemId = data.problems.edges[0].node.id
  await company.mutate('relinkTicket', { problemId, issue: 'acme/linked#2' })
  await world.workOff()
  expect(world.github.issue('acme/linked', 2).body).toContain('bothways:begin')
  await world.github.labelAs('acme/linked', 2, 'ines', 'setup-pitfall')
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([
    { body: 'Turn the **knob**.', problem: { id: problemId }, kind: 'SETUP_PITFALL' },
  ])
})

test('a deleted issue, and one that moves away, withdraw their guidance', async () => {
  const { company, label } = await companyWithIssue('acme/gone')
  await label('ines')
  await world.github.deleteIssueAs('acme/gone', 1, 'ines')
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ status: 'RETIRED' }])

  repositoryOf(world, 'acme/away')
  const other = await companyWithIssue('acme/leaving')
  await other.label('ines')
  await world.github.transferIssueAs('acme/leaving', 1, 'ines', 'acme/away')
  await world.workOff()
  expect(await guidanceOf(other.company)).toMatchObject([{ status: 'RETIRED' }])
})

test('a renamed repository keeps its guidance', async () => {
  const { company, label } = await companyWithIssue('acme/before')
  await label('ines')
  // GitHub has told its id by then.
  await world.pass(minute)
  await world.github.renameRepository('acme/before', 'acme/after')
  await world.workOff()
  await world.github.editAs('acme/after', 1, 'ines', { body: 'Turn it slowly.' })
  await world.workOff()
  expect(await guidanceOf(company)).toMatchObject([{ number: 2, body: 'Turn it slowly.' }])
})

test('a label whose webhook was missed counts only where the author of the issue may write', async () => {
  const { company } = await companyWithIssue('acme/unseen')
  await world.pass(world.deps.timing.reconcileMs + minute)
  await world.github.openAs('acme/unseen', 'ines', { title: 'By ines', body: 'Turn it.' })
  for (const number of [1, 2]) await world.github.labelAs('acme/unseen', number, 'ines', 'setup-pitfall')
  await world.deps.database.prisma.webhookDelivery.updateMany({ data: { processedAt: world.clock.now() } })
  await world.pass(world.deps.timing.reconcileMs + minute)
  expect(await guidanceOf(company)).toMatchObject([{ title: 'By ines', status: 'PUBLISHED' }])
  expect(repliesIn(world, 'acme/unseen', 1)).toEqual([expect.stringContaining('rex has no write permission')])
})
