import { afterAll, beforeAll, expect, test } from 'vitest'
import { authenticate } from '../../src/accounts/authenticate.ts'
import { ensureOrganization } from '../../src/accounts/ensure-organization.ts'
import type { Clock } from '../../src/platform/clock.ts'
import type { Database } from '../../src/platform/database/open-database.ts'
import type { Deps } from '../../src/platform/deps.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { openTestDatabase } from '../support/open-test-database.ts'
import { SetClock } from '../support/set-clock.ts'

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

/** The rest is not asked for. */
const depsWith = (ids: Deps['ids']) =>
  ({ database, clock: new SetClock('2026-11-22T09:00:00Z') as Clock, ids }) as Deps

test('a first start that breaks off before its key is stored leaves no organization without one', async () => {
  let secrets = 0
  const ids: Deps['ids'] = {
    next: () => randomIds.next(),
    secret(bytes) {
      secrets += 1
      // The organization's own comes first, the key's second.
      if (secrets === 2) throw new Error('the process ends here')
      return randomIds.secret(bytes)
    },
  }
  await expect(ensureOrganization(depsWith(ids))).rejects.toThrow('the process ends here')
  expect(await database.prisma.organization.count()).toBe(0)
})

test('of several first starts one makes the organization and the key that opens it', async () => {
  const deps = depsWith(randomIds)
  const keys = await Promise.all([1, 2, 3].map(() => ensureOrganization(deps)))
  const [key, ...others] = keys.filter((one) => one !== null)
  expect(others).toEqual([])
  expect(await authenticate(deps, `Bearer ${key}`)).toMatchObject({ scopes: ['ADMIN'] })
  expect(await database.prisma.organization.count()).toBe(1)
})
