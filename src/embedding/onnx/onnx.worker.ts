import { setImmediate } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { BatchQueue } from './batch-queue.ts'
import { loadOnnxSession } from './load-onnx-session.ts'
import { loadTokenizer } from './load-tokenizer.ts'
import { NoRuntime } from './no-runtime.ts'
import type { EmbedRequest, OnnxAnswer, OnnxFiles } from './onnx-protocol.ts'
import { runBatch } from './run-batch.ts'

if (!parentPort) throw new Error('onnx.worker runs in a worker thread only.')
const port = parentPort
const files = workerData as OnnxFiles
const tokenizer = await loadTokenizer(files.tokenizerPath, files.maxTokens)
const session = await loadOnnxSession(files.modelPath, files.threads, tokenizer.padding).catch(tellNoRuntime)
const queue = new BatchQueue()
const open = new Map<number, { vectors: Float32Array; left: number }>()
let running = false

// The first run also lets the runtime lay out its memory, so that no agent waits for it.
const probe = tokenizer.encode('ready')
const [first] = await session.run([probe])
if (!first) throw new Error(`${files.modelPath} answers no finite numbers.`)
const dimensions = first.length
port.on('message', (request: EmbedRequest) => {
  try {
    queue.add(request.id, request.texts.map(tokenizer.encode))
    open.set(request.id, {
      vectors: new Float32Array(request.texts.length * dimensions),
      left: request.texts.length,
    })
    if (!running) void work()
  } catch (error) {
    fail(request.id, error)
  }
})
answer({ kind: 'loaded', dimensions, notice: session.notice })

async function work(): Promise<void> {
  running = true
  // Requests that arrived meanwhile are taken in before the next batch is made up.
  await setImmediate()
  for (let batch = queue.next(); batch.length > 0; batch = queue.next()) {
    try {
      const texts = batch.map(({ ids }) => ids)
      const vectors = await runBatch(session, texts, probe)
      for (const [i, { request, place }] of batch.entries()) finish(request, place, vectors[i] ?? null)
    } catch (error) {
      for (const request of new Set(batch.map(({ request }) => request))) fail(request, error)
    }
    await setImmediate()
  }
  running = false
}

function finish(request: number, place: number, vector: Float32Array | null): void {
  const entry = open.get(request)
  if (!entry) return
  if (vector) entry.vectors.set(vector, place * dimensions)
  else entry.vectors.fill(Number.NaN, place * dimensions, (place + 1) * dimensions)
  entry.left -= 1
  if (entry.left > 0) return
  open.delete(request)
  port.postMessage({ kind: 'embedded', id: request, vectors: entry.vectors } satisfies OnnxAnswer, [
    entry.vectors.buffer as ArrayBuffer,
  ])
}

function fail(request: number, error: unknown): void {
  queue.drop(request)
  open.delete(request)
  answer({ kind: 'failed', id: request, reason: error instanceof Error ? error.message : String(error) })
}

/** Errors lose their class on the way to another thread. */
function tellNoRuntime(error: unknown): never {
  if (error instanceof NoRuntime) answer({ kind: 'no-runtime', reason: error.message })
  throw error
}

function answer(message: OnnxAnswer): void {
  port.postMessage(message)
}
