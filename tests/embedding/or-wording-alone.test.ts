import { rm } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { OnnxFolderEmbedder } from '../../src/embedding/onnx-folder-embedder.ts'
import { orWordingAlone } from '../../src/embedding/or-wording-alone.ts'
import { writeTinyModel } from './tiny-model.ts'

/** As the thread does where neither runtime can be loaded. */
const startWithoutRuntime = () =>
  new Worker(
    `const { parentPort } = require('node:worker_threads')
     parentPort.postMessage({ kind: 'no-runtime', reason: 'No runtime here. Install one.' })
     // An error overtakes what was posted where the machine is busy: long after, it can't.
     setTimeout(() => { throw new Error('No runtime here.') }, 5_000)`,
    { eval: true },
  )

test('where nothing can run the model, reports are compared by wording alone and do not wait', async () => {
  const directory = await writeTinyModel()
  onTestFinished(() => rm(directory, { recursive: true }))
  const embedder = orWordingAlone(new OnnxFolderEmbedder({ directory, start: startWithoutRuntime }))
  expect(embedder.denseShare('en')).toBe(0.6)
  expect(await embedder.embed(['clock', 'oven'])).toEqual([null, null])
  expect(embedder.denseShare('en')).toBe(0)
  expect(embedder.model).toBe('wording-alone@1')
  await embedder.ready()
  expect(embedder.notice?.()).toContain('Install one.')
})

test('where it can be run, it is', async () => {
  const directory = await writeTinyModel()
  const embedder = orWordingAlone(new OnnxFolderEmbedder({ directory }))
  onTestFinished(async () => {
    await embedder.close()
    await rm(directory, { recursive: true })
  })
  await embedder.ready()
  expect((await embedder.embed(['clock']))[0]).toHaveLength(8)
  expect(embedder.model).toMatch(/^tiny-model/)
  expect(embedder.notice?.()).toBeNull()
})
