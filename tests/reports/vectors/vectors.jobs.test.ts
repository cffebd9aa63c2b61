import { expect, onTestFinished, test } from 'vitest'
import type { Embedder } from '../../../src/embedding/embedder.ts'
import { OpenAiEmbedder } from '../../../src/embedding/openai-embedder.ts'
import { assembleDeps } from '../../../src/entrypoints/assemble-deps.ts'
import { importReports } from '../../../src/reports/import-reports.ts'
import { openWorld, type Tenant, type World } from '../../support/open-world.ts'
import { BagOfWordsEmbedder } from './bag-of-words-embedder.ts'

const progressQuery = '{ groupingProgress { model reports vectorsOfModel waitingForGroup done } }'

const troubles = [
  'the clock flashes after a power cut and has to be set again',
  'the door handle of the oven broke off on the first day',
  'my parcel stands in the depot for a week and nobody answers',
  'ประตูเตาอบปิดไม่สนิทและไอน้ำออกมาตลอดเวลา',
]
const history = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => ({
    text: `${troubles[i % troubles.length]} ${'again '.repeat(Math.floor(i / 40) % 3)}`.trim(),
    language: i % troubles.length === 3 ? 'th' : 'en',
    externalId: `case-${from + i}`,
    customer: { externalId: `customer-${from + i}` },
  }))

async function worldWith(embedder: Embedder) {
  const world = await openWorld({ gitHubIsOff: true, embedder })
  onTestFinished(() => world.close())
  return { world, tenant: await world.tenant() }
}

/** Another service on the same database, as after a restart with other settings. */
async function restartWith(world: World, embedder: Embedder) {
  const { database, clock, ids, log, publicUrl, timing } = world.deps
  const deps = await assembleDeps({
    ...{ database, clock, ids, log, publicUrl, timing, embedder },
    github: null,
    works: false,
  })
  onTestFinished(async () => {
    await deps.jobs.close()
    await deps.broadcast.close()
  })
  const workOff = async () => {
    await deps.events.announce(deps, 'worker.started', {})
    for (let round = 0; round < 50; round++)
      if ((await deps.jobs.runDue(deps, { evenIfLater: true })) === 0) return
    throw new Error('jobs cause jobs without end')
  }
  return { deps, workOff }
}

/** How many grouped reports there are by what they are compared by. */
async function vectorsBy({ deps }: World, column: 'language' | 'representative' = 'language') {
  const { rows } = await deps.database.pool.query(
    `SELECT ${column}::text AS of, model, asked_model AS asked, vector_dims(dense) AS dims, count(*)::int
     FROM report_vectors v JOIN reports r ON r.id = v.report_id GROUP BY 1, 2, 3, 4 ORDER BY 1, 2`,
  )
  return rows
}

async function groupsOf({ deps }: World): Promise<Map<string, string>> {
  const { rows } = await deps.database.pool.query<{ id: string; problem: string }>(
    'SELECT r.external_id AS id, problem_id AS problem FROM memberships JOIN reports r ON r.id = report_id',
  )
  return new Map(rows.map(({ id, problem }) => [id, problem]))
}

const progressOf = async (tenant: Tenant) => (await tenant.ask(progressQuery)).data.groupingProgress

test('after a change of model all reports are embedded again behind the scenes, and groups stay as they are', async () => {
  const { world, tenant } = await worldWith(new BagOfWordsEmbedder('old@1', 8, ['en']))
  await importReports(world.deps, tenant.viewer, history(40))
  await world.workOff()
  expect(await vectorsBy(world)).toEqual([
    { of: 'en', model: 'old@1', asked: 'old@1', dims: 8, count: 30 },
    { of: 'th', model: null, asked: 'old@1', dims: null, count: 10 },
  ])
  expect(await progressOf(tenant)).toEqual({
    ...{ model: 'old@1', reports: 40, vectorsOfModel: 40, waitingForGroup: 0, done: true },
  })

  const before = await groupsOf(world)
  const fresh = new BagOfWordsEmbedder('new@1', 16)
  const { workOff } = await restartWith(world, fresh)
  await workOff()
  expect(await vectorsBy(world)).toEqual([
    { of: 'en', model: 'new@1', asked: 'new@1', dims: 16, count: 30 },
    { of: 'th', model: 'new@1', asked: 'new@1', dims: 16, count: 10 },
  ])
  expect(await groupsOf(world)).toEqual(before)
  expect(fresh.asked).toHaveLength(40)
  // Once more finds nothing to do.
  await workOff()
  expect(fresh.asked).toHaveLength(40)
})

test('groups go on working before and while their vectors are renewed', async () => {
  const { world, tenant } = await worldWith(new BagOfWordsEmbedder('old@1', 8))
  await importReports(world.deps, tenant.viewer, history(12))
  await world.workOff()
  const before = await groupsOf(world)
  const { deps, workOff } = await restartWith(world, new BagOfWordsEmbedder('new@1', 16))
  const again = history(4, 100)
  await importReports(deps, tenant.viewer, again.slice(0, 2))
  // Grouped first: their vectors are of the new model, those of the groups still of the old one.
  await deps.jobs.runDue(deps)
  await workOff()
  await importReports(deps, tenant.viewer, again.slice(2))
  await workOff()
  const after = await groupsOf(world)
  for (const i of [0, 1, 2, 3]) expect(after.get(`case-${100 + i}`)).toBe(before.get(`case-${i}`))
})

test('a language that the new model cannot tell loses its vector and is compared by its wording', async () => {
  const { world, tenant } = await worldWith(new BagOfWordsEmbedder('old@1', 8))
  await importReports(world.deps, tenant.viewer, history(8))
  await world.workOff()
  const { workOff } = await restartWith(world, new BagOfWordsEmbedder('new@1', 16, ['en']))
  await workOff()
  expect(await vectorsBy(world)).toEqual([
    { of: 'en', model: 'new@1', asked: 'new@1', dims: 16, count: 6 },
    { of: 'th', model: null, asked: 'new@1', dims: null, count: 2 },
  ])
})

test('what stands for a problem in the search comes first', async () => {
  const { world, tenant } = await worldWith(new BagOfWordsEmbedder('old@1', 8))
  const reports = history(80).map((report, i) => ({
    ...report,
    text: `${report.text} number ${'x'.repeat(i + 1)}`,
  }))
  await importReports(world.deps, tenant.viewer, reports)
  await world.workOff()
  const { rows } = await world.deps.database.pool.query<{ text: string }>(
    `UPDATE report_vectors v SET representative = (row_number % 4 = 0)
     FROM (SELECT id, redacted_text AS text, row_number() OVER (ORDER BY id) FROM reports) r WHERE r.id = v.report_id
     RETURNING CASE WHEN representative THEN text END AS text`,
  )
  const representatives = rows.flatMap(({ text }) => text ?? [])
  const fresh = new BagOfWordsEmbedder('new@1', 16)
  const { workOff } = await restartWith(world, fresh)
  await workOff()
  expect(fresh.asked.slice(0, representatives.length).sort()).toEqual(representatives.sort())
  expect(fresh.asked).toHaveLength(80)
})

test('a model that goes down in between is asked for the rest only', async () => {
  const { world, tenant } = await worldWith(new BagOfWordsEmbedder('old@1', 8))
  await importReports(world.deps, tenant.viewer, history(100))
  await world.workOff()
  const fresh = new BagOfWordsEmbedder('new@1', 16)
  fresh.mostTexts = 70
  const { deps, workOff } = await restartWith(world, fresh)
  await deps.events.announce(deps, 'worker.started', {})
  await deps.jobs.runDue(deps)
  await deps.jobs.runDue(deps)
  expect(fresh.asked).toHaveLength(64)
  fresh.mostTexts = 100
  await workOff()
  expect(fresh.asked).toHaveLength(100)
  expect(await vectorsBy(world)).toMatchObject([
    { asked: 'new@1', count: 75 },
    { asked: 'new@1', count: 25 },
  ])
})

test('a model change in the middle of an import loses nothing', async () => {
  const old = new BagOfWordsEmbedder('old@1', 8)
  const { world, tenant } = await worldWith(old)
  for (let from = 0; from < 120; from += 60) await importReports(world.deps, tenant.viewer, history(60, from))
  // The old service ends in the middle of its grouping job.
  old.mostTexts = 60
  await world.deps.jobs.runDue(world.deps)
  const halfway = await progressOf(tenant)
  expect(halfway.waitingForGroup).toBeGreaterThan(0)
  expect(halfway.vectorsOfModel).toBeGreaterThan(0)

  const { deps, workOff } = await restartWith(world, new BagOfWordsEmbedder('new@1', 16))
  await importReports(deps, tenant.viewer, history(30, 120))
  await workOff()
  expect(await groupsOf(world)).toHaveProperty('size', 150)
  expect(await vectorsBy(world)).toMatchObject([
    { of: 'en', model: 'new@1', asked: 'new@1' },
    { of: 'th', model: 'new@1', asked: 'new@1' },
  ])
  const { rows } = await deps.database.pool.query(
    `SELECT sum(report_count)::int AS reports, sum(customer_count)::int AS customers, count(*)::int AS problems,
       (SELECT count(DISTINCT problem_id)::int FROM memberships) AS used FROM problems`,
  )
  expect(rows[0]).toMatchObject({ reports: 150, problems: rows[0].used })
})

test('a report that was embedded by the old model and stored after all was renewed is found later', async () => {
  const old = new BagOfWordsEmbedder('old@1', 8)
  const { world, tenant } = await worldWith(old)
  await importReports(world.deps, tenant.viewer, history(20))
  await world.workOff()
  let open: () => void = () => {}
  old.gate = new Promise((resolve) => {
    open = resolve
  })
  const late = tenant.report('the clock flashes after a power cut, late', { language: 'en' })
  const fresh = new BagOfWordsEmbedder('new@1', 16)
  const { workOff } = await restartWith(world, fresh)
  await expect
    .poll(
      async () => (await world.deps.database.pool.query('SELECT count(*)::int FROM reports')).rows[0].count,
    )
    .toBe(21)
  // Hidden from the new service, which would group it itself.
  await world.deps.database.pool.query('UPDATE reports SET grouped_at = now() WHERE grouped_at IS NULL')
  await workOff()
  await world.deps.database.pool.query(
    "UPDATE reports SET grouped_at = NULL WHERE redacted_text LIKE '%, late'",
  )
  open()
  expect((await late).problem).not.toBeNull()
  expect((await vectorsBy(world)).map(({ asked }) => asked)).toContain('old@1')
  await workOff()
  expect((await vectorsBy(world)).map(({ asked }) => asked)).not.toContain('old@1')
})

test('while the model cannot be reached, progress says so, and nothing is done in vain', async () => {
  const { world, tenant } = await worldWith(new BagOfWordsEmbedder('old@1', 8))
  await importReports(world.deps, tenant.viewer, history(8))
  await world.workOff()
  const { workOff } = await restartWith(
    world,
    new OpenAiEmbedder({ url: 'http://127.0.0.1:1/v1', model: 'm', backoff: 0 }),
  )
  await workOff()
  expect(await vectorsBy(world)).toMatchObject([{ model: 'old@1' }, { model: 'old@1' }])
})

test("progress counts one's own reports, for those who may read", async () => {
  const { world, tenant } = await worldWith(new BagOfWordsEmbedder('old@1', 8))
  await importReports(world.deps, tenant.viewer, history(3))
  expect(await progressOf(tenant)).toMatchObject({ reports: 3, vectorsOfModel: 0, waitingForGroup: 3 })
  expect(await progressOf(await world.tenant('Another company'))).toMatchObject({ reports: 0, done: true })
  const { errors } = await tenant.ask(progressQuery, {}, await tenant.keyWith('REPORT'))
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
})
