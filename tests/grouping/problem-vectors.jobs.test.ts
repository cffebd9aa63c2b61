import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World
let company: Tenant

beforeAll(async () => {
  world = await openWorld()
  company = await world.tenant()
  await company.product('oven')
  await company.report('The clock is an hour late', { product: 'oven' })
  await company.report('The clock is an hour late again', { product: 'oven' })
})
afterAll(() => world.close())

const sketches = async () => {
  const { rows } = await world.deps.database.pool.query<{ sketch: string }>(
    'SELECT sketch::text FROM problem_vectors WHERE organization_id = $1',
    [company.viewer.organizationId],
  )
  return rows.map(({ sketch }) => sketch)
}

test('a problem has one vector, which moves with each of its first reports', async () => {
  const [before, ...others] = await sketches()
  expect(others).toEqual([])
  await company.report('Again the clock is an hour late', { product: 'oven' })
  expect(await sketches()).not.toEqual([before])
})

test('a problem from before there were vectors of problems gets its own after a start', async () => {
  const before = await sketches()
  await world.deps.database.pool.query('TRUNCATE problem_vectors')
  await world.pass(60_000)
  expect(await sketches()).toEqual(before)
})

test('a problem whose reports were embedded by another model gets its vector anew', async () => {
  const before = await sketches()
  const { organizationId } = company.viewer
  const { deps } = world
  const { rows } = await deps.database.pool.query<{ id: string }>(
    'UPDATE report_vectors SET dense = NULL WHERE organization_id = $1 RETURNING problem_id AS id',
    [organizationId],
  )
  const problemIds = rows.map(({ id }) => id)
  await deps.database.prisma.$transaction((transaction) =>
    deps.events.emit(deps, transaction, 'vectors.renewed', { organizationId, problemIds }),
  )
  await world.workOff()
  expect(await sketches()).not.toEqual(before)
})
