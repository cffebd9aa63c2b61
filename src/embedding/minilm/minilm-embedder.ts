import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { type StartWorker, startWorker } from '../../platform/start-worker.ts'
import { type Embedder, EmbedderUnavailable } from '../embedder.ts'
import { OnnxThread } from '../onnx/onnx-thread.ts'
import { miniLmFiles, miniLmModel } from './minilm-files.ts'
import { exists, miniLmPath } from './prepare-minilm.ts'

export interface MiniLmOptions {
  /** Keeps the prepared graph (59 MB), e.g. `models/` inside the data directory; created if need be. */
  readonly directory: string
  readonly start?: StartWorker
}

/** The built-in model: all-MiniLM-L6-v2, English, 384 dimensions, on this machine's CPU. */
export class MiniLmEmbedder implements Embedder {
  readonly model = miniLmModel
  readonly dimensions: number
  readonly #directory: string
  readonly #start: StartWorker
  readonly #thread: OnnxThread
  #prepared: Promise<void> | null = null

  constructor({ directory, start = startWorker }: MiniLmOptions) {
    const { dimensions, maxTokens, tokenizerPath } = miniLmFiles()
    this.dimensions = dimensions
    this.#directory = directory
    this.#start = start
    // A third thread gains nothing for texts of this length.
    const threads = Math.min(2, availableParallelism())
    this.#thread = new OnnxThread(
      { modelPath: miniLmPath(directory), tokenizerPath, maxTokens, threads },
      start,
    )
  }

  /** English only: texts in Thai come out all alike, Turkish and German poor. */
  denseShare(language: string): number {
    return language === 'en' ? 0.6 : 0
  }

  async ready(): Promise<void> {
    await this.#prepare()
    await this.#thread.load()
  }

  async embed(texts: readonly string[]): Promise<(Float32Array | null)[]> {
    await this.#prepare()
    return this.#thread.embed(texts)
  }

  notice(): string | null {
    return this.#thread.notice
  }

  close(): Promise<void> {
    return this.#thread.close()
  }

  #prepare(): Promise<void> {
    this.#prepared ??= this.#writeGraph().catch((cause: unknown) => {
      this.#prepared = null
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new EmbedderUnavailable(
        `The built-in model could not be written to ${this.#directory}: ${reason}`,
        {
          cause,
        },
      )
    })
    return this.#prepared
  }

  async #writeGraph(): Promise<void> {
    if (await exists(miniLmPath(this.#directory))) return
    const source = new URL('./prepare-minilm.worker.ts', import.meta.url)
    await once(this.#start(source, { workerData: this.#directory }), 'exit')
  }
}
