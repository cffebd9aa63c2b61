import { type Embedder, EmbedderUnavailable } from './embedder.ts'
import { BatchRefused, EmbeddingServer, type EmbeddingServerOptions } from './openai/embedding-server.ts'
import { readVectors } from './openai/read-vectors.ts'

export interface OpenAiOptions extends EmbeddingServerOptions {
  /** Told apart where the server changes the model but not its name. */
  readonly version?: string | null
}

const mostTexts = 64
/** More than any model reads of a text; 20,000 characters in 64 texts would be a request of megabytes. */
const mostCharacters = 8_000
/** A text that is refused is cut in half until this is left of it. */
const fewestCharacters = 500

/**
 * Any server that speaks OpenAI's embeddings API: https://platform.openai.com/docs/api-reference/embeddings
 * The model is called `name@dimensions`, and `.version` where one is set.
 */
export class OpenAiEmbedder implements Embedder {
  readonly #name: string
  readonly #version: string
  readonly #server: EmbeddingServer
  /** Smaller ones where the server turns out to take fewer. */
  #batchSize = mostTexts
  #dimensions: number | null = null

  constructor(options: OpenAiOptions) {
    this.#name = options.model
    this.#version = options.version ? `.${options.version}` : ''
    this.#server = new EmbeddingServer(options)
  }

  get model(): string {
    return `${this.#name}@${this.dimensions}${this.#version}`
  }

  get dimensions(): number {
    if (this.#dimensions === null) {
      throw new EmbedderUnavailable(`The length of ${this.#name}'s vectors is not known before it is ready.`)
    }
    return this.#dimensions
  }

  denseShare(_language: string): number {
    return 0.6
  }

  async ready(): Promise<void> {
    await this.embed(['ready'])
  }

  async embed(texts: readonly string[]): Promise<(Float32Array | null)[]> {
    const vectors: (Float32Array | null)[] = []
    const cut = texts.map((text) => text.slice(0, mostCharacters).toWellFormed())
    for (let start = 0; start < cut.length; ) {
      const batch = cut.slice(start, start + this.#batchSize)
      vectors.push(...(await this.#embedBatch(batch)))
      start += batch.length
    }
    return vectors
  }

  async close(): Promise<void> {
    this.#server.close()
  }

  async #embedBatch(texts: readonly string[]): Promise<(Float32Array | null)[]> {
    try {
      return await this.#ask(texts)
    } catch (refused) {
      if (!(refused instanceof BatchRefused)) throw refused
      await this.#probe(refused)
      return await this.#embedApart(texts)
    }
  }

  /** Whether it is the texts: a server that refuses a single word is broken itself. */
  async #probe(refused: BatchRefused): Promise<void> {
    await this.#ask(['ready']).catch((error: unknown) => {
      if (error instanceof BatchRefused) throw this.#server.unavailable(refused.message, refused.cause)
      throw error
    })
  }

  /** In halves, until what is refused stands alone. */
  async #embedApart(texts: readonly string[]): Promise<(Float32Array | null)[]> {
    const parts = halves(texts)
    if (parts.length === 0) return [await this.#askOnceMore(texts)]
    const vectors: (Float32Array | null)[] = []
    let refused = false
    for (const part of parts) {
      try {
        vectors.push(...(await this.#ask(part)))
      } catch (error) {
        if (!(error instanceof BatchRefused)) throw error
        refused = true
        vectors.push(...(await this.#embedApart(part)))
      }
    }
    // Every part alone is fine: the server takes no more texts at once.
    if (!refused && parts.length > 1) this.#batchSize = Math.min(this.#batchSize, parts[0]?.length ?? 1)
    return vectors
  }

  /** A single text. What it is refused for may have passed, and null would last. */
  async #askOnceMore(text: readonly string[]): Promise<Float32Array | null> {
    try {
      const [vector = null] = await this.#ask(text)
      return vector
    } catch (refused) {
      if (refused instanceof BatchRefused) return null
      throw refused
    }
  }

  /** @throws BatchRefused where none of the vectors is one */
  async #ask(texts: readonly string[]): Promise<(Float32Array | null)[]> {
    const vectors = readVectors(await this.#server.ask(texts), texts.length)
    if ('wrong' in vectors) throw this.#server.unavailable(vectors.wrong)
    if (vectors.every((vector) => vector === null))
      throw new BatchRefused('answered vectors that are zero or no finite numbers')
    for (const vector of vectors) {
      if (vector === null) continue
      this.#dimensions ??= vector.length
      if (vector.length === this.#dimensions) continue
      throw this.#server.unavailable(
        `answered ${vector.length} dimensions where it answered ${this.#dimensions} before; restart Bothways if its model was changed`,
      )
    }
    return vectors
  }
}

/** Two lists of half as many texts; of a single text, its first half; nothing where that is too short. */
function halves(texts: readonly string[]): string[][] {
  const [only] = texts
  if (texts.length > 1) {
    const middle = Math.ceil(texts.length / 2)
    return [texts.slice(0, middle), texts.slice(middle)]
  }
  return only !== undefined && only.length > fewestCharacters
    ? [[only.slice(0, Math.ceil(only.length / 2)).toWellFormed()]]
    : []
}
