import { afterAll, beforeAll, expect, test } from 'vitest'
import { schema } from '../../src/entrypoints/create-schema.ts'
import { type Scope, scopes } from '../../src/platform/viewer.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'
import { subscribe } from '../support/subscribe.ts'
import { type Known, mutations, queries } from './root-fields.ts'
import { tenantWithEverything } from './tenant-with-everything.ts'

let world: World
let tenant: Tenant
let known: Known

beforeAll(async () => {
  world = await openWorld()
  const everything = await tenantWithEverything(world)
  tenant = everything.tenant
  known = everything.known
})
afterAll(() => world.close())

/** The scope that a root field says it needs. */
function* needed(type: 'Query' | 'Mutation' | 'Subscription'): Generator<[string, Scope | undefined]> {
  const fields = (schema.getType(type) as { getFields(): object }).getFields()
  for (const [name, { description }] of Object.entries(fields)) {
    yield [name, /Needs the scope ([A-Z]+)\./.exec(description)?.[1] as Scope | undefined]
  }
}

const without = (scope: Scope) => scopes.filter((other) => other !== scope && other !== 'ADMIN')
const codesOf = (answer: { errors?: { extensions: { code: string } }[] }) =>
  (answer.errors ?? []).map(({ extensions }) => extensions.code)

test('every root field says which scope it needs, except the one that tells who is asking', () => {
  const all = [...needed('Query'), ...needed('Mutation'), ...needed('Subscription')]
  expect(all.filter(([, scope]) => scope === undefined).map(([name]) => name)).toEqual(['viewer'])
})

test('a query refuses a key without its scope, and takes one that has nothing else', async () => {
  for (const [name, scope] of needed('Query')) {
    if (scope === undefined) continue
    const { query = '', variables } = queries[name] ?? {}
    const refused = await tenant.ask(query, variables?.(known), await tenant.keyWith(...without(scope)))
    expect(new Set(codesOf(refused)), name).toEqual(new Set(['FORBIDDEN']))
    expect(JSON.stringify(refused.data ?? null), name).not.toContain('hush')
    const taken = await tenant.ask(query, variables?.(known), await tenant.keyWith(scope))
    // Keys are for administrators, also where they are found by their id.
    const own = name === 'node' ? codesOf(taken).slice(1) : codesOf(taken)
    expect(own, name).toEqual([])
  }
})

test('a mutation refuses a key without its scope, and changes nothing then', async () => {
  const count = async () => {
    const { prisma } = world.deps.database
    const where = { organizationId: tenant.viewer.organizationId }
    return [
      await prisma.report.count({ where }),
      await prisma.product.count({ where }),
      await prisma.team.count({ where }),
      await prisma.member.count({ where }),
      await prisma.guidanceVersion.count({ where }),
      await prisma.decision.count({ where }),
      await prisma.receipt.count({ where }),
    ]
  }
  const before = await count()
  for (const [name, scope] of needed('Mutation')) {
    if (scope === undefined) continue
    const key = await tenant.keyWith(...without(scope))
    await expect(
      tenant.mutate(name, mutations[name]?.(known) ?? {}, '__typename', key),
      name,
    ).rejects.toThrow(`${name}: FORBIDDEN`)
  }
  expect(await count()).toEqual(before)
})

test('a mutation takes a key that has its scope and nothing else', async () => {
  for (const [name, scope] of needed('Mutation')) {
    if (scope === undefined) continue
    const key = await tenant.keyWith(scope)
    const answer = await tenant.mutate(name, mutations[name]?.(known) ?? {}, '__typename', key)
    expect(answer.__typename, name).toMatch(/(Success|Error)$/)
  }
})

test('only an administrator finds keys by their id', async () => {
  const query = 'query ($id: ID!) { node(id: $id) { id } }'
  const answer = await tenant.ask(query, { id: known.ApiKey }, await tenant.keyWith(...without('ADMIN')))
  expect(codesOf(answer)).toEqual(['FORBIDDEN'])
})

test('the count of a list needs the scope of the list', async () => {
  const key = await tenant.keyWith(...without('READ'))
  expect(codesOf(await tenant.ask('{ problems { totalCount } }', {}, key))).toEqual(['FORBIDDEN'])
})

test('a subscription refuses a key without its scope', async () => {
  const key = await tenant.keyWith(...without('READ'))
  const told = await subscribe(world.server.url, key, 'subscription { guidancePublished { id } }')
  expect(codesOf(await told.next())).toEqual(['FORBIDDEN'])
  told.close()
})
