import { expect, onTestFinished, test } from 'vitest'
import { type Embedder, EmbedderUnavailable } from '../../src/embedding/embedder.ts'
import { BagOfWordsEmbedder } from '../reports/vectors/bag-of-words-embedder.ts'
import { openWorld } from '../support/open-world.ts'

/** An embedder whose model can be another one from a moment on. */
function changing(first: Embedder) {
  let current = first
  const embedder: Embedder = {
    get model() {
      return current.model
    },
    get dimensions() {
      return current.dimensions
    },
    denseShare: (language) => current.denseShare(language),
    embed: (texts) => current.embed(texts),
    ready: () => current.ready(),
    close: () => current.close(),
  }
  const become = (next: Embedder) => {
    current = next
  }
  return { embedder, become }
}

async function worldWith(first: Embedder) {
  const { embedder, become } = changing(first)
  const world = await openWorld({ gitHubIsOff: true, embedder })
  onTestFinished(() => world.close())
  const tenant = await world.tenant()
  await tenant.product('oven')
  const publish = (title: string) =>
    tenant.mutate('publishGuidance', {
      ...{ title, body: 'Hold the button for five seconds.', kind: 'WORKAROUND', product: 'oven' },
    })
  const vectors = async () =>
    (
      await world.deps.database.pool.query(
        'SELECT part, model, asked_model AS asked, vector_dims(dense) AS dims FROM guidance_vectors ORDER BY 1, 2',
      )
    ).rows
  return { world, publish, become, vectors }
}

test('after a change of model guidance is embedded again, each of its parts', async () => {
  const { world, publish, become, vectors } = await worldWith(new BagOfWordsEmbedder('old@1', 8))
  await publish('The clock flashes after a power cut')
  await publish('The door does not close')
  const fresh = new BagOfWordsEmbedder('new@1', 16)
  become(fresh)
  await world.pass(0)
  expect(await vectors()).toEqual(
    ['TITLE', 'TITLE', 'WHOLE', 'WHOLE'].map((part) => ({ part, model: 'new@1', asked: 'new@1', dims: 16 })),
  )
  await world.pass(0)
  expect(fresh.asked).toHaveLength(4)
})

test('guidance that was published while the model was down gets its vector when it is back', async () => {
  const model = new BagOfWordsEmbedder('some@1', 8)
  const { world, publish, vectors } = await worldWith(model)
  model.gate = Promise.reject(new EmbedderUnavailable('The model is down.'))
  model.gate.catch(() => {})
  await publish('The clock flashes after a power cut')
  expect(await vectors()).toMatchObject([{ model: null }, { model: null }])
  model.gate = Promise.resolve()
  await world.pass(0)
  expect(await vectors()).toMatchObject([{ model: 'some@1' }, { model: 'some@1' }])
})
