import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { EmbedderUnavailable } from '../../src/embedding/embedder.ts'
import { OnnxFolderEmbedder } from '../../src/embedding/onnx-folder-embedder.ts'
import { startWorker } from '../../src/platform/start-worker.ts'
import { spoiledWord, writeTinyModel } from './tiny-model.ts'

async function tinyEmbedder(modelName?: string, spoiled?: boolean) {
  const directory = await writeTinyModel(modelName, spoiled)
  const workers: Worker[] = []
  const embedder = new OnnxFolderEmbedder({
    directory,
    start: (source, options) => {
      const worker = startWorker(source, options)
      workers.push(worker)
      return worker
    },
  })
  onTestFinished(async () => {
    await embedder.close()
    await rm(directory, { recursive: true })
  })
  return { directory, embedder, workers }
}

test('a folder tells its dimensions and a name that changes with the model', async () => {
  const { embedder } = await tinyEmbedder('onnx/model_quantized.onnx')
  expect(() => embedder.dimensions).toThrow(EmbedderUnavailable)
  await embedder.ready()
  expect(embedder.dimensions).toBe(8)
  expect(embedder.model).toMatch(/^tiny-model-\w+@[0-9a-f]{12}$/)
  expect(embedder.denseShare('th')).toBe(0.6)
})

test('a thread that dies fails what was waiting, and the next call starts another', async () => {
  const { embedder, workers } = await tinyEmbedder()
  const [before] = await embedder.embed(['clock is wrong'])
  const waiting = embedder.embed(['oven is late'])
  const refused = expect(waiting).rejects.toThrow(EmbedderUnavailable)
  await Promise.resolve().then(() => workers[0]?.terminate())
  await refused
  const [after] = await embedder.embed(['clock is wrong'])
  expect(after).toEqual(before)
  expect(workers).toHaveLength(2)
})

test('a text that the model makes no number of has no vector, and spoils no other', async () => {
  const { embedder } = await tinyEmbedder('model.onnx', true)
  const vectors = await embedder.embed(['clock is wrong', `oven is ${spoiledWord}`, 'oven is wrong'])
  expect(vectors.map((vector) => vector !== null)).toEqual([true, false, true])
  expect(await embedder.embed([spoiledWord])).toEqual([null])
  expect(await embedder.embed(['oven is wrong'])).toEqual([vectors[2]])
})

test('a long text is cut to what the model takes', async () => {
  const { embedder } = await tinyEmbedder()
  const [long, cut] = await embedder.embed(['clock '.repeat(3000), 'clock '.repeat(14)])
  expect(long).toEqual(cut)
})

test.each([
  ['no model', 'model.onnx', null],
  ['a broken model', 'model.onnx', 'not a model'],
  ['a broken tokenizer', 'tokenizer.json', '{'],
])('%s is refused with the folder and the reason', async (_, file, content) => {
  const { directory, embedder } = await tinyEmbedder()
  if (content === null) await rm(join(directory, file))
  else await writeFile(join(directory, file), content)
  await expect(embedder.ready()).rejects.toThrow(EmbedderUnavailable)
  await expect(embedder.ready()).rejects.toThrow(directory)
})
