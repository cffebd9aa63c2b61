import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../support/open-world.ts'
import { subscribe } from '../support/subscribe.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const watching = `subscription ($product: String) { guidancePublished(product: $product) {
  current { number title } product { key }
} }`

test('a subscriber is told of guidance as it is published and revised, and of nobody else’s', async () => {
  const [ours, theirs] = [await world.tenant(), await world.tenant()]
  await ours.product('oven')
  await theirs.product('oven')
  const told = await subscribe(world.server.url, ours.key, watching)
  const content = { body: 'Hold it.', kind: 'NOTICE', product: 'oven' }
  await theirs.mutate('publishGuidance', { ...content, title: 'Theirs' })
  const { guidance } = await ours.mutate('publishGuidance', { ...content, title: 'Ours' }, 'guidance { id }')
  await ours.mutate('reviseGuidance', { id: guidance.id, title: 'Ours, better' })
  const seen = [await told.next(), await told.next()].map(({ data }) => data.guidancePublished.current)
  expect(seen.map(({ title }) => title)).toContain('Ours, better')
  expect(seen.map(({ title }) => title)).not.toContain('Theirs')
  told.close()
})

test('a subscriber to one product is not told of another', async () => {
  const company = await world.tenant()
  for (const key of ['oven', 'kettle']) await company.product(key)
  const told = await subscribe(world.server.url, company.key, watching, { product: 'kettle' })
  for (const product of ['oven', 'kettle']) {
    await company.mutate('publishGuidance', { title: product, body: 'B', kind: 'NOTICE', product })
  }
  expect((await told.next()).data.guidancePublished.product.key).toBe('kettle')
  told.close()
})

test('many subscribers that leave keep nothing open', async () => {
  const company = await world.tenant()
  await company.product('oven')
  const many = await Promise.all(
    Array.from({ length: 20 }, () => subscribe(world.server.url, company.key, watching)),
  )
  await company.mutate('publishGuidance', { title: 'T', body: 'B', kind: 'NOTICE', product: 'oven' })
  const told = await Promise.all(many.map((subscription) => subscription.next()))
  expect(told.every(({ data }) => data.guidancePublished.current.title === 'T')).toBe(true)
  for (const subscription of many) subscription.close()
  expect((await company.ask('{ viewer { scopes } }')).data.viewer.scopes).toEqual(['ADMIN'])
})
