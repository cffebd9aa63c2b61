import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import { type StartWorker, startWorker } from '../platform/start-worker.ts'
import { type Embedder, EmbedderUnavailable } from './embedder.ts'
import { NoRuntime } from './onnx/no-runtime.ts'
import { OnnxThread } from './onnx/onnx-thread.ts'

/** First found wins; the quantised ones are several times faster on a CPU. */
const modelNames = ['model_quantized.onnx', 'onnx/model_quantized.onnx', 'model.onnx', 'onnx/model.onnx']

const longestText = 256

export interface OnnxFolderOptions {
  /** Folder of a sentence-transformers export: an ONNX model and tokenizer.json. */
  readonly directory: string
  readonly start?: StartWorker
}

interface Loaded {
  readonly model: string
  readonly dimensions: number
  readonly thread: OnnxThread
}

/** A model of the operator's own, e.g. a multilingual one; vectors are the mean over the tokens. */
export class OnnxFolderEmbedder implements Embedder {
  readonly #directory: string
  readonly #start: StartWorker
  #loading: Promise<Loaded> | null = null
  #loaded: Loaded | null = null

  constructor({ directory, start = startWorker }: OnnxFolderOptions) {
    this.#directory = resolve(directory)
    this.#start = start
  }

  get model(): string {
    return this.#known().model
  }

  get dimensions(): number {
    return this.#known().dimensions
  }

  /** Which languages the model can tell is the operator's knowledge: they chose it. */
  denseShare(_language: string): number {
    return 0.6
  }

  async ready(): Promise<void> {
    await this.#load()
  }

  async embed(texts: readonly string[]): Promise<(Float32Array | null)[]> {
    const { thread } = await this.#load()
    return thread.embed(texts)
  }

  notice(): string | null {
    return this.#loaded?.thread.notice ?? null
  }

  async close(): Promise<void> {
    const loaded = await this.#loading?.catch(() => null)
    await loaded?.thread.close()
  }

  #known(): Loaded {
    if (!this.#loaded) throw new EmbedderUnavailable(`The model in ${this.#directory} is not loaded yet.`)
    return this.#loaded
  }

  #load(): Promise<Loaded> {
    this.#loading ??= this.#open().catch((cause: unknown) => {
      this.#loading = null
      if (cause instanceof NoRuntime) throw cause
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new EmbedderUnavailable(`The model in ${this.#directory} cannot be used: ${reason}`, { cause })
    })
    return this.#loading
  }

  async #open(): Promise<Loaded> {
    const modelPath = await findModel(this.#directory)
    const config = await readConfig(join(this.#directory, 'config.json'))
    const thread = new OnnxThread(
      {
        modelPath,
        tokenizerPath: join(this.#directory, 'tokenizer.json'),
        maxTokens: Math.min(longestText, config.maxTokens),
        threads: Math.min(2, availableParallelism()),
      },
      this.#start,
    )
    const dimensions = await thread.load()
    const { size } = await stat(modelPath)
    const version = createHash('sha256')
      .update(`${config.text}\n${modelPath.slice(-20)}\n${size}`)
      .digest('hex')
    this.#loaded = { model: `${basename(this.#directory)}@${version.slice(0, 12)}`, dimensions, thread }
    return this.#loaded
  }
}

async function findModel(directory: string): Promise<string> {
  for (const name of modelNames) {
    const path = join(directory, name)
    const found = await stat(path).catch(() => null)
    if (found?.isFile()) return path
  }
  throw new Error(`none of ${modelNames.join(', ')} is there`)
}

const configSchema = z.object({ max_position_embeddings: z.number().int().positive().optional() })

async function readConfig(path: string): Promise<{ text: string; maxTokens: number }> {
  const text = await readFile(path, 'utf8').catch(() => '{}')
  return { text, maxTokens: configSchema.parse(JSON.parse(text)).max_position_embeddings ?? longestText }
}
