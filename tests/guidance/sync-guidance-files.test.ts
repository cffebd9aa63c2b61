import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'
import { companyIn, guidanceOf } from './github-company.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const guidanceFolder = 'docs/guidance'
const file = (title: string, body = 'Turn the knob.', more = '') =>
  `---\ntitle: ${title}\n${more}---\n\n${body}\n`

async function companyWithFiles(repository: string, files: Record<string, string>): Promise<Tenant> {
  const company = await companyIn(world, repository, { guidanceFolder })
  await world.github.writeFiles(repository, files)
  await world.workOff()
  return company
}

async function write(repository: string, files: Record<string, string | null>): Promise<void> {
  await world.github.writeFiles(repository, files)
  await world.workOff()
}

async function filesOf(company: Tenant) {
  const { data } = await company.ask(
    '{ guidanceFiles { edges { node { path state error repository { name guidanceObstacle } guidance { id status } } } } }',
  )
  return data.guidanceFiles.edges.map(({ node }: { node: object }) => node)
}

const titles = async (company: Tenant) =>
  (await guidanceOf(company))
    .filter(({ status }: { status: string }) => status === 'PUBLISHED')
    .map(({ title }: { title: string }) => title)
    .sort()

const blobsRead = () => world.github.requests.filter(({ path }) => path.includes('/git/blobs/')).length

test('Markdown files below the folder are guidance, with all that their front matter says', async () => {
  const more =
    'versions: ">=2.1 <2.4"\ncomponent: clock\nlocales: [tr, en_GB]\ntouchpoint: set up\nkind: setup pitfall\nreview: 2027-01-15\n'
  const company = await companyWithFiles('acme/files', {
    'docs/guidance/clock.md': file('Set the clock', 'Hold **Clock**.', more),
    'docs/guidance/door/hinge.md': file('Oil the hinge'),
    'docs/guidance/README.md': 'How we write these.',
    'docs/other.md': file('Not below it'),
    'src/main.c': 'int main;',
  })
  expect(await guidanceOf(company)).toMatchObject([
    { title: 'Oil the hinge', kind: 'NOTICE', locales: [] },
    {
      ...{ status: 'PUBLISHED', title: 'Set the clock', body: 'Hold **Clock**.', kind: 'SETUP_PITFALL' },
      ...{ component: { key: 'clock' }, versions: '>=2.1 <2.4', locales: ['tr', 'en-GB'] },
      ...{ touchpoint: 'SET_UP', reviewOn: '2027-01-15', githubLogin: 'acme', problem: null },
      sourceUrl: `${world.github.url}/acme/files/blob/main/docs/guidance/clock.md`,
    },
  ])
})

test('a bad file is rejected with all that is wrong while others are read, and its last good version stays', async () => {
  const company = await companyWithFiles('acme/bad', { 'docs/guidance/a.md': file('Good') })
  await write('acme/bad', {
    'docs/guidance/a.md': file('Now bad', '', 'versions: soon\nkind: miracle\ncolour: red\n'),
    'docs/guidance/b.md': file('Another'),
    'docs/guidance/c.md': 'no front matter',
    'docs/guidance/d.md': file('D', 'x', 'component: clok\n'),
    'docs/guidance/e.md': '---\ntitle: [\n---\nx',
    'docs/guidance/f.md': file('F', 'x'.repeat(100_001)),
  })
  expect(await titles(company)).toEqual(['Another', 'Good'])
  const byPath = Object.fromEntries((await filesOf(company)).map((it: { path: string }) => [it.path, it]))
  expect(byPath['docs/guidance/a.md']).toMatchObject({
    state: 'REJECTED',
    error: expect.stringMatching(/range of versions.*"miracle" is no kind.*"colour".*advice below/),
    guidance: { status: 'PUBLISHED' },
  })
  expect(byPath['docs/guidance/b.md']).toMatchObject({ state: 'PUBLISHED', error: null })
  expect(byPath['docs/guidance/c.md']).toMatchObject({
    error: expect.stringContaining('front matter'),
    guidance: null,
  })
  expect(byPath['docs/guidance/d.md']).toMatchObject({ error: expect.stringContaining('It has: clock') })
  expect(byPath['docs/guidance/e.md']).toMatchObject({ error: expect.stringContaining('not YAML') })
  expect(byPath['docs/guidance/f.md']).toMatchObject({ error: expect.stringContaining('at most 100,000') })

  await write('acme/bad', { 'docs/guidance/a.md': file('Mended') })
  expect(await titles(company)).toEqual(['Another', 'Mended'])
})

test('a renamed file keeps its guidance, a changed one gets a version, a removed one is withdrawn', async () => {
  const company = await companyWithFiles('acme/renamed', {
    'docs/guidance/a.md': file('A'),
    'docs/guidance/b.md': file('B'),
  })
  const before = await guidanceOf(company)
  await write('acme/renamed', { 'docs/guidance/a.md': null, 'docs/guidance/new/a.md': file('A') })
  const [b, a] = await guidanceOf(company)
  expect([b.id, a.id]).toEqual(before.map(({ id }: { id: string }) => id))
  expect(a).toMatchObject({ number: 1, status: 'PUBLISHED', sourceUrl: expect.stringContaining('/new/a.md') })

  await write('acme/renamed', { 'docs/guidance/new/a.md': file('A', 'Other words.') })
  expect((await guidanceOf(company))[1]).toMatchObject({ id: a.id, number: 2, body: 'Other words.' })

  await write('acme/renamed', { 'docs/guidance/new/a.md': null })
  expect(await titles(company)).toEqual(['B'])
  expect(await filesOf(company)).toMatchObject([{ path: 'docs/guidance/b.md' }])

  // Where another file was once, one that is moved there takes the place.
  await write('acme/renamed', { 'docs/guidance/b.md': null, 'docs/guidance/new/a.md': file('B') })
  expect(await titles(company)).toEqual(['B'])
  expect((await guidanceOf(company))[0]).toMatchObject({ id: b.id, status: 'PUBLISHED' })
})

test('a force push is followed by the tree, whatever it says about itself', async () => {
  const company = await companyWithFiles('acme/forced', { 'docs/guidance/a.md': file('A') })
  await write('acme/forced', { 'docs/guidance/b.md': file('B') })
  await world.github.forcePush('acme/forced', { 'docs/guidance/b.md': null, 'docs/guidance/c.md': file('C') })
  await world.workOff()
  expect(await titles(company)).toEqual(['A', 'C'])
})

test('what stays the same is read once; a missed push is found by comparing', async () => {
  const company = await companyWithFiles('acme/same', {
    'docs/guidance/a.md': file('A'),
    'docs/guidance/b.md': file('B'),
  })
  const read = blobsRead()
  await world.pass(world.deps.timing.reconcileMs + 60_000)
  await write('acme/same', { 'README.md': 'Hello' })
  expect(blobsRead()).toBe(read)

  await world.github.writeFiles('acme/same', { 'docs/guidance/b.md': file('B2') })
  await world.deps.database.prisma.webhookDelivery.updateMany({ data: { processedAt: world.clock.now() } })
  await world.pass(world.deps.timing.reconcileMs + 60_000)
  expect(await titles(company)).toEqual(['A', 'B2'])
  expect(blobsRead()).toBe(read + 1)
})

test('a folder that is no longer set withdraws its guidance, and another folder brings its own', async () => {
  const company = await companyWithFiles('acme/unset', {
    'docs/guidance/a.md': file('A'),
    'advice/b.md': file('B'),
  })
  await company.mutate('updateProduct', { key: 'oven', guidanceFolder: 'advice' })
  await world.workOff()
  expect(await titles(company)).toEqual(['B'])
  await company.mutate('updateProduct', { key: 'oven', guidanceFolder: null })
  await world.workOff()
  expect(await titles(company)).toEqual([])

  await company.mutate('updateProduct', { key: 'oven', guidanceFolder })
  await world.workOff()
  expect(await titles(company)).toEqual(['A'])
  await company.mutate('updateProduct', { key: 'oven', repository: null })
  await world.workOff()
  expect(await titles(company)).toEqual([])
  expect(await filesOf(company)).toEqual([])
})

test('a tree that GitHub shows only in part is refused, and nothing is withdrawn', async () => {
  const company = await companyWithFiles('acme/large', {
    'docs/guidance/a.md': file('A'),
    'docs/guidance/b.md': file('B'),
  })
  world.github.changeRepository('acme/large', { treeLimit: 3 })
  await write('acme/large', { 'docs/guidance/c.md': file('C') })
  expect(await titles(company)).toEqual(['A', 'B'])
  const [{ repository }] = await filesOf(company)
  expect(repository.guidanceObstacle).toContain('only part of the files')

  world.github.changeRepository('acme/large', { treeLimit: 100 })
  await world.pass(world.deps.timing.reconcileMs + 60_000)
  expect(await titles(company)).toEqual(['A', 'B', 'C'])
  expect((await filesOf(company))[0].repository.guidanceObstacle).toBeNull()
})

test('more files than agents can be served with are refused', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 501 }, (_, at) => [`docs/guidance/${at}.md`, file(`File ${at}`)]),
  )
  const company = await companyWithFiles('acme/many', many)
  expect(await titles(company)).toEqual([])
  const { data } = await company.ask('{ product(key: "oven") { connectedRepository { guidanceObstacle } } }')
  expect(JSON.stringify(data ?? {})).toContain('at most 500')
})

test('while GitHub does not answer nothing is withdrawn, and it goes on later', async () => {
  const company = await companyWithFiles('acme/silent', { 'docs/guidance/a.md': file('A') })
  world.github.failNext('GET', /^\/repos\/acme\/silent\/git\/trees/, {
    kind: 'status',
    status: 500,
    message: 'No',
  })
  await write('acme/silent', { 'docs/guidance/a.md': null, 'docs/guidance/b.md': file('B') })
  expect(await titles(company)).toEqual(['A'])
  await world.pass(10 * 60_000)
  expect(await titles(company)).toEqual(['B'])
})

test('a component that is made later mends the file that names it', async () => {
  const company = await companyWithFiles('acme/later', {
    'docs/guidance/a.md': file('A', 'x', 'component: door\n'),
  })
  expect(await titles(company)).toEqual([])
  await company.mutate('createComponent', { product: 'oven', key: 'door', name: 'Door' })
  await world.pass(world.deps.timing.reconcileMs + 60_000)
  expect(await titles(company)).toEqual(['A'])
})
