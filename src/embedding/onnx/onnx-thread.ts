import type { Worker } from 'node:worker_threads'
import { type StartWorker, startWorker } from '../../platform/start-worker.ts'
import { EmbedderUnavailable } from '../embedder.ts'
import { NoRuntime } from './no-runtime.ts'
import type { OnnxAnswer, OnnxFiles } from './onnx-protocol.ts'

interface Call<T> {
  readonly resolve: (value: T) => void
  readonly reject: (reason: Error) => void
}

interface Running {
  readonly worker: Worker
  readonly dimensions: Promise<number>
  readonly calls: Map<number, Call<Float32Array>>
}

/**
 * An ONNX encoder in a thread of its own: a batch takes tens of milliseconds of pure computing, which the
 * server's event loop must not feel. A thread that dies is started again by the next call.
 */
export class OnnxThread {
  readonly #files: OnnxFiles
  readonly #start: StartWorker
  #running: Running | null = null
  #nextId = 0
  #notice: string | null = null

  constructor(files: OnnxFiles, start: StartWorker = startWorker) {
    this.#files = files
    this.#start = start
  }

  /** Loads the model unless it is; answers the length of its vectors. */
  load(): Promise<number> {
    this.#running ??= this.#launch()
    return this.#running.dimensions
  }

  /** What the operator should know of the runtime it loaded. */
  get notice(): string | null {
    return this.#notice
  }

  /** Null for a text whose vector is no vector. */
  async embed(texts: readonly string[]): Promise<(Float32Array | null)[]> {
    if (texts.length === 0) return []
    const dimensions = await this.load()
    const running = this.#running
    if (!running) throw new EmbedderUnavailable('The embedding thread was stopped.')
    const id = this.#nextId++
    const vectors = await new Promise<Float32Array>((resolve, reject) => {
      running.calls.set(id, { resolve, reject })
      // An idle thread must not keep the process alive, a working one must.
      running.worker.ref()
      running.worker.postMessage({ id, texts })
    })
    return texts.map((_, i) =>
      Number.isNaN(vectors[i * dimensions]) ? null : vectors.slice(i * dimensions, (i + 1) * dimensions),
    )
  }

  async close(): Promise<void> {
    const running = this.#running
    this.#running = null
    await running?.worker.terminate()
  }

  #launch(): Running {
    const worker = this.#start(new URL('./onnx.worker.ts', import.meta.url), { workerData: this.#files })
    const calls: Running['calls'] = new Map()
    const dimensions = new Promise<number>((resolve, reject) => {
      const lost = (cause?: unknown) => {
        if (this.#running?.worker === worker) this.#running = null
        const reason = cause instanceof Error ? cause.message : 'it ended'
        const error = new EmbedderUnavailable(
          `The embedding thread for ${this.#files.modelPath} is gone (${reason}). The next call starts it again.`,
          { cause },
        )
        reject(error)
        for (const call of calls.values()) call.reject(error)
        calls.clear()
      }
      worker.once('error', lost)
      worker.once('exit', () => lost())
      worker.on('message', (answer: OnnxAnswer) => {
        if (answer.kind === 'loaded') {
          this.#notice = answer.notice
          resolve(answer.dimensions)
        } else if (answer.kind === 'no-runtime') reject(new NoRuntime(answer.reason))
        else settle(calls, answer)
        if (calls.size === 0) worker.unref()
      })
    })
    return { worker, dimensions, calls }
  }
}

function settle(
  calls: Running['calls'],
  answer: Exclude<OnnxAnswer, { kind: 'loaded' | 'no-runtime' }>,
): void {
  const call = calls.get(answer.id)
  calls.delete(answer.id)
  if (answer.kind === 'embedded') call?.resolve(answer.vectors)
  else call?.reject(new EmbedderUnavailable(`The model could not embed the texts: ${answer.reason}`))
}
