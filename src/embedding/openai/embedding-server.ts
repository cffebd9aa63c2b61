import { EmbedderUnavailable } from '../embedder.ts'
import { RequestPace, realTiming, type Timing } from './request-pace.ts'
import { retryAfter } from './retry-after.ts'

export interface EmbeddingServerOptions {
  /** Base that ends in /v1, or the full path that ends in /embeddings. */
  readonly url: string
  readonly model: string
  readonly apiKey?: string | null
  readonly requestsPerMinute?: number | null
  readonly fetch?: typeof fetch
  /** Milliseconds for an answer to one text; a batch gets more. What came too late is not asked again. */
  readonly patience?: number
  /** Milliseconds before the first retry; doubled for the next. */
  readonly backoff?: number
  readonly timing?: Timing
}

/** The server works, but not with these texts: among fewer or shorter ones the fault may be found. */
export class BatchRefused extends Error {
  override readonly name = 'BatchRefused'
}

interface Failure {
  readonly reason: string
  /** Whether the same may work in a moment. */
  readonly passing: boolean
  /** Whether it may be these texts; where it may pass too, only once it has not. */
  readonly aboutTexts: boolean
  readonly retryAfter?: number | undefined
  readonly cause?: unknown
}

const attempts = 3
const defaultPatience = 15_000
/** What a text more adds: 64 texts of some length on a small CPU take most of a minute. */
const patienceAText = 750
/** After no answer came in time, nobody else waits for one for so long. */
const restAfterSilence = 15_000

/** Status codes that name the request, not the server: too large, too many texts, a text that it can't take. */
const aboutTheTexts = new Set([400, 413, 422])

/** The HTTP side: attempts, pauses, the pace, and an end. */
export class EmbeddingServer {
  readonly #url: string
  readonly #options: EmbeddingServerOptions
  readonly #timing: Timing
  readonly #pace: RequestPace
  readonly #closing = new AbortController()
  #silentUntil = Number.NEGATIVE_INFINITY

  constructor(options: EmbeddingServerOptions) {
    const base = options.url.replace(/\/+$/, '')
    this.#url = base.endsWith('/embeddings') ? base : `${base}/embeddings`
    this.#options = options
    this.#timing = options.timing ?? realTiming
    this.#pace = new RequestPace(options.requestsPerMinute ?? null, this.#timing)
  }

  /** The answer's JSON. @throws EmbedderUnavailable @throws BatchRefused */
  async ask(texts: readonly string[]): Promise<unknown> {
    const { patience = defaultPatience, backoff = 500 } = this.#options
    for (let attempt = 1; ; attempt++) {
      await this.#turn()
      const slow = AbortSignal.timeout(patience + (texts.length - 1) * patienceAText)
      const outcome = await this.#tryOnce(texts, slow)
      if ('body' in outcome) return outcome.body
      if (this.#closing.signal.aborted) throw this.unavailable('is no longer asked: the service stops')
      if (slow.aborted) {
        this.#silentUntil = this.#timing.now() + restAfterSilence
        throw this.unavailable('did not answer in time', outcome.cause)
      }
      if (outcome.retryAfter !== undefined) this.#pace.holdBack(outcome.retryAfter)
      if (!outcome.passing || attempt === attempts) throw this.#refusal(outcome)
      if (outcome.retryAfter === undefined) await this.#pause(backoff * 2 ** (attempt - 1))
    }
  }

  unavailable(what: string, cause?: unknown): EmbedderUnavailable {
    return new EmbedderUnavailable(`The embedding server for ${this.#options.model} ${what}.`, { cause })
  }

  #refusal({ reason, aboutTexts, cause }: Failure): Error {
    return aboutTexts ? new BatchRefused(reason, { cause }) : this.unavailable(reason, cause)
  }

  close(): void {
    this.#closing.abort()
  }

  async #turn(): Promise<void> {
    const left = this.#silentUntil - this.#timing.now()
    if (left > 0) throw this.unavailable(`was silent; it is asked again in ${Math.ceil(left / 1000)} s`)
    const turn = await this.#unlessClosed(this.#pace.turn(this.#closing.signal))
    if (turn !== 'now')
      throw this.unavailable(`can be asked again in ${Math.ceil(turn.tooLong / 1000)} s only`)
  }

  async #pause(milliseconds: number): Promise<void> {
    await this.#unlessClosed(this.#timing.pause(milliseconds, this.#closing.signal))
  }

  async #unlessClosed<T>(waiting: Promise<T>): Promise<T> {
    try {
      return await waiting
    } catch (cause) {
      throw this.unavailable('is no longer asked: the service stops', cause)
    }
  }

  async #tryOnce(texts: readonly string[], slow: AbortSignal): Promise<{ body: unknown } | Failure> {
    const { apiKey, model, fetch: send = fetch } = this.#options
    let response: Response
    try {
      response = await send(this.#url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
        },
        body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
        signal: AbortSignal.any([slow, this.#closing.signal]),
      })
      // The body of a refusal is thrown away: some servers repeat the key in it.
      if (!response.ok) await response.body?.cancel()
    } catch (cause) {
      return { reason: `could not be reached (${messageOf(cause)})`, passing: true, aboutTexts: false, cause }
    }
    return response.ok ? readJson(response) : failureOf(response)
  }
}

async function readJson(response: Response): Promise<{ body: unknown } | Failure> {
  let text: string
  try {
    text = await response.text()
  } catch (cause) {
    return { reason: `broke off its answer (${messageOf(cause)})`, passing: true, aboutTexts: false, cause }
  }
  try {
    return { body: JSON.parse(text) }
  } catch {
    // Some servers write NaN for a text that they fail at, which is no JSON.
    return { reason: 'answered something else than JSON', passing: false, aboutTexts: true }
  }
}

function failureOf({ status, headers }: Response): Failure {
  return {
    reason: `answered ${status}`,
    passing: status === 408 || status === 429 || status >= 500,
    // Some say 500 where they fail at one text; those that are starting or too busy say 502, 503 or 504.
    aboutTexts: aboutTheTexts.has(status) || status === 500,
    retryAfter: retryAfter(headers),
  }
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return cause.cause instanceof Error ? cause.cause.message : cause.message
}
