import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import { type Embedder, EmbedderUnavailable } from './embedder.ts'
import { unitLength } from './unit-length.ts'

export interface OpenAiOptions {
  /** Base that ends in /v1, or the full path that ends in /embeddings. */
  readonly url: string
  readonly model: string
  readonly apiKey?: string | null
  readonly fetch?: typeof fetch
  /** Milliseconds for one request. */
  readonly timeout?: number
  /** Milliseconds before the first retry; doubled for the next. */
  readonly backoff?: number
}

const batchSize = 64
const attempts = 3
/** A server that asks for more patience than this is treated as unavailable: the caller has its own queue. */
const longestWait = 20_000

const answerSchema = z.object({
  data: z.array(z.object({ index: z.number().int().nonnegative(), embedding: z.array(z.number()).min(1) })),
})

/** Any server that speaks OpenAI's embeddings API: https://platform.openai.com/docs/api-reference/embeddings */
export class OpenAiEmbedder implements Embedder {
  readonly model: string
  readonly #url: string
  readonly #options: OpenAiOptions
  #dimensions: number | null = null

  constructor(options: OpenAiOptions) {
    const base = options.url.replace(/\/+$/, '')
    this.#url = base.endsWith('/embeddings') ? base : `${base}/embeddings`
    this.#options = options
    this.model = options.model
  }

  get dimensions(): number {
    if (this.#dimensions === null) {
      throw new EmbedderUnavailable(`The length of ${this.model}'s vectors is not known before it is ready.`)
    }
    return this.#dimensions
  }

  denseShare(_language: string): number {
    return 0.6
  }

  async ready(): Promise<void> {
    await this.embed(['ready'])
  }

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = []
    for (let start = 0; start < texts.length; start += batchSize) {
      vectors.push(...(await this.#embedBatch(texts.slice(start, start + batchSize))))
    }
    return vectors
  }

  async close(): Promise<void> {}

  async #embedBatch(texts: readonly string[]): Promise<Float32Array[]> {
    const body = await this.#ask(texts)
    const answer = answerSchema.safeParse(body)
    if (!answer.success) {
      throw this.#unavailable(`answered in another shape: ${z.prettifyError(answer.error)}`)
    }
    const vectors = new Array<Float32Array>(texts.length)
    for (const { index, embedding } of answer.data.data) vectors[index] = unitLength(embedding)
    const missing = texts.findIndex((_, i) => !vectors[i])
    if (missing >= 0 || vectors.length !== texts.length) {
      throw this.#unavailable(`answered ${answer.data.data.length} vectors for ${texts.length} texts`)
    }
    for (const vector of vectors) {
      this.#dimensions ??= vector.length
      if (vector.length !== this.#dimensions) {
        throw this.#unavailable(
          `answered ${vector.length} dimensions where it answered ${this.#dimensions} before`,
        )
      }
    }
    return vectors
  }

  async #ask(texts: readonly string[]): Promise<unknown> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#tryOnce(texts)
      if ('body' in outcome) return outcome.body
      const wait = outcome.retryAfter ?? (this.#options.backoff ?? 500) * 2 ** (attempt - 1)
      if (!outcome.worthRetrying || attempt === attempts || wait > longestWait) {
        throw this.#unavailable(outcome.reason, outcome.cause)
      }
      await setTimeout(wait)
    }
  }

  async #tryOnce(texts: readonly string[]): Promise<{ body: unknown } | Failure> {
    const { apiKey, fetch: send = fetch, timeout = 30_000 } = this.#options
    try {
      const response = await send(this.#url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
        },
        body: JSON.stringify({ model: this.model, input: texts, encoding_format: 'float' }),
        signal: AbortSignal.timeout(timeout),
      })
      if (response.ok) return { body: await response.json() }
      // The body is thrown away: some servers repeat the key in it.
      await response.body?.cancel()
      return {
        reason: `answered ${response.status}`,
        worthRetrying: response.status === 429 || response.status >= 500,
        retryAfter: retryAfter(response.headers.get('retry-after')),
      }
    } catch (cause) {
      return { reason: `could not be reached (${messageOf(cause)})`, worthRetrying: true, cause }
    }
  }

  #unavailable(what: string, cause?: unknown): EmbedderUnavailable {
    return new EmbedderUnavailable(`The embedding server for ${this.model} ${what}.`, { cause })
  }
}

interface Failure {
  readonly reason: string
  readonly worthRetrying: boolean
  readonly retryAfter?: number | undefined
  readonly cause?: unknown
}

/** Seconds, as every embedding server sends it; the date form is left to the backoff. */
function retryAfter(header: string | null): number | undefined {
  const seconds = header === null ? Number.NaN : Number(header)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return cause.cause instanceof Error ? cause.cause.message : cause.message
}
