import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { blobLimit, type PullPage, type Read, type TreeFile } from '../../src/github/github.ts'
import { connectGitHub } from '../support/connect-github.ts'
import { SetClock } from '../support/set-clock.ts'
import { startContractedGitHub } from '../support/start-contracted-github.ts'

const ovens = 'acme/ovens'

async function world(settings = {}) {
  const clock = new SetClock('2026-03-02T10:00:00Z')
  const github = await startContractedGitHub({ clock })
  github.addRepository(ovens, settings)
  return { github, clock, ...connectGitHub(github) }
}

test('releases come newest first, with their tag, name and time', async () => {
  const { github, clock, client } = await world()
  await github.publishReleaseAs(ovens, 'ada', { tag: 'v2.4.0', name: 'Clock' })
  clock.forward(60_000)
  await github.publishReleaseAs(ovens, 'ada', { tag: 'v3.0.0-rc.1', prerelease: true })
  expect(await client.listReleases(ovens)).toEqual({
    outcome: 'ok',
    value: [
      {
        id: expect.any(String),
        tag: 'v3.0.0-rc.1',
        name: null,
        url: `${github.url}/acme/ovens/releases/tag/v3.0.0-rc.1`,
        draft: false,
        prerelease: true,
        publishedAt: new Date('2026-03-02T10:01:00Z'),
      },
      expect.objectContaining({ tag: 'v2.4.0', name: 'Clock', prerelease: false }),
    ],
  })
  expect((await client.listReleases('acme/toasters')).outcome).toBe('missing')
})

test('a pull request tells whether, when and into which branch it was merged', async () => {
  const { github, client } = await world()
  await github.openPullAs(ovens, 'ada', { title: 'Mend the clock', body: 'Fixes #9', base: 'release-2' })
  expect(await client.readPull(ovens, 1)).toMatchObject({ value: { merged: false, mergedAt: null } })
  await github.mergePullAs(ovens, 1, 'grace')
  expect(await client.readPull(ovens, 1)).toEqual({
    outcome: 'ok',
    value: {
      number: 1,
      url: `${github.url}/acme/ovens/pull/1`,
      title: 'Mend the clock',
      body: 'Fixes #9',
      merged: true,
      mergedAt: new Date('2026-03-02T10:00:00Z'),
      base: 'release-2',
      updatedAt: new Date('2026-03-02T10:00:00Z'),
    },
  })
  await github.openAs(ovens, 'ada', { title: 'An issue' })
  expect((await client.readPull(ovens, 2)).outcome).toBe('missing')
})

test('closed pull requests come by the time of their change, the last first, page by page', async () => {
  const { github, clock, client } = await world()
  for (let number = 1; number <= 102; number++) {
    await github.openPullAs(ovens, 'ada', { title: `Change ${number}`, body: '' })
  }
  for (let number = 1; number <= 101; number++) {
    clock.forward(1000)
    if (number % 2 === 0) await github.mergePullAs(ovens, number, 'ada')
    else await github.closePullAs(ovens, number, 'ada')
  }
  const pages: Read<PullPage>[] = []
  for await (const page of client.listClosedPulls(ovens)) pages.push(page)
  expect(pages.map((page) => page.outcome === 'ok' && page.value.last)).toEqual([false, true])
  const pulls = pages.flatMap((page) => (page.outcome === 'ok' ? page.value.pulls : []))
  expect(pulls.map(({ number }) => number)).toEqual(Array.from({ length: 101 }, (_, index) => 101 - index))
  expect(pulls.slice(0, 2)).toMatchObject([{ merged: false }, { merged: true }])
})

async function headOf({ client }: Pick<Awaited<ReturnType<typeof world>>, 'client'>) {
  const head = await client.readHead(ovens, 'main')
  if (head.outcome !== 'ok') throw new Error('no head')
  return head.value
}

async function filesOf(at: Pick<Awaited<ReturnType<typeof world>>, 'client'>): Promise<TreeFile[]> {
  const tree = await at.client.readTree(ovens, (await headOf(at)).tree)
  if (tree.outcome !== 'ok') throw new Error('no tree')
  return tree.value.files
}

test('the files of a branch are found through its head, by path and hash', async () => {
  const at = await world()
  const { github, client } = at
  const text = '# Uhr stellen\n\nทำตาม\n'
  const { value } = await github.writeFiles(ovens, { 'guidance/de/clock.md': text, 'README.md': 'Hi' })
  expect(await headOf(at)).toEqual({ commit: value.sha, tree: value.tree })

  const [readme, clock] = await filesOf(at)
  expect(readme?.path).toBe('README.md')
  const bytes = Buffer.from(text)
  const sha = createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex')
  expect(clock).toEqual({ path: 'guidance/de/clock.md', sha, size: bytes.byteLength, mode: '100644' })
  const blob = await client.readBlob(ovens, sha)
  expect(blob.outcome === 'ok' && Buffer.from(blob.value).toString()).toBe(text)
})

test('after a change, and after a forced push, the head is another one', async () => {
  const at = await world()
  await at.github.writeFiles(ovens, { 'a.md': 'one', 'b.md': 'two' })
  const first = await headOf(at)
  await at.github.writeFiles(ovens, { 'a.md': null, 'c.md': 'three' })
  expect((await filesOf(at)).map(({ path }) => path)).toEqual(['b.md', 'c.md'])
  await at.github.forcePush(ovens, { 'a.md': 'one', 'c.md': null })
  expect(await headOf(at)).toMatchObject({ tree: first.tree })
})

test('what is no file is left out of a tree: folders, symbolic links, submodules', async () => {
  const at = await world()
  await at.github.writeFiles(ovens, {
    'docs/clock.md': 'Clock',
    'docs/link.md': { mode: '120000', content: '/etc/passwd' },
    'docs/run.sh': { mode: '100755', content: 'true' },
    vendor: { mode: '160000', content: 'elsewhere' },
  })
  expect((await filesOf(at)).map(({ path }) => path)).toEqual(['docs/clock.md', 'docs/run.sh'])
})

test('a tree that GitHub cuts says so', async () => {
  const at = await world({ treeLimit: 2 })
  await at.github.writeFiles(ovens, { 'a.md': 'a', 'b.md': 'b', 'c.md': 'c' })
  expect(await at.client.readTree(ovens, (await headOf(at)).tree)).toMatchObject({
    value: { truncated: true, files: [{ path: 'a.md' }, { path: 'b.md' }] },
  })
})

test('bytes that are no text arrive as they are, up to the limit', async () => {
  const at = await world()
  const most = new Uint8Array(blobLimit).map((_, index) => index % 251)
  await at.github.writeFiles(ovens, { 'a.bin': most, 'b.bin': new Uint8Array(blobLimit + 1) })
  const [a, b] = await filesOf(at)
  const read = await at.client.readBlob(ovens, a?.sha ?? '')
  expect(read.outcome === 'ok' && Buffer.compare(read.value, most)).toBe(0)
  expect(await at.client.readBlob(ovens, b?.sha ?? '')).toEqual({
    outcome: 'refused',
    reason: 'invalid',
    message: 'The file has 1000001 bytes; at most 1000000 are read.',
  })
})

test('a branch, tree or blob that is not there is missing, and a broken answer unavailable', async () => {
  const { github, client } = await world()
  expect((await client.readHead(ovens, 'main')).outcome).toBe('missing')
  await github.writeFiles(ovens, { 'a.md': 'a' })
  expect((await client.readHead(ovens, 'feature/clock')).outcome).toBe('missing')
  expect((await client.readTree(ovens, '0'.repeat(40))).outcome).toBe('missing')
  expect((await client.readBlob(ovens, '0'.repeat(40))).outcome).toBe('missing')
  github.failNext('GET', /\/branches\/main$/, { kind: 'truncated_body' })
  expect((await client.readHead(ovens, 'main')).outcome).toBe('unavailable')
})
