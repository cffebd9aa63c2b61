import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import {
  mostSummaryUnits,
  mostTitleUnits,
  type Namer,
  NamerMisunderstood,
  NamerUnavailable,
  type NamingQuestion,
  type SuggestedName,
} from './namer.ts'
import { type ChatMessage, namingPrompt } from './naming-prompt.ts'
import { readBounded } from './read-bounded.ts'

export interface ChatNamerOptions {
  /** Base that ends in /v1, or the full path that ends in /chat/completions. */
  readonly url: string
  readonly model: string
  readonly apiKey?: string | null
  /** Milliseconds for one request, the reading of its answer included. */
  readonly timeout?: number
  /** Milliseconds before the first retry; doubled for the next. */
  readonly backoff?: number
}

const attempts = 3
/** A server that asks for more patience than this is treated as unavailable: the caller has its own queue. */
const longestWait = 20_000
const mostAnswerBytes = 64 * 1024

const answerSchema = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
})
const nameSchema = z.strictObject({
  title: z.string().trim().min(1).max(mostTitleUnits),
  summary: z.string().trim().min(1).max(mostSummaryUnits),
})

type Outcome =
  | { body: string }
  | { reason: string; worthRetrying: boolean; retryAfter?: number; refusesOptions?: boolean; cause?: unknown }

/** Any server that speaks OpenAI's chat API: https://platform.openai.com/docs/api-reference/chat */
export class ChatNamer implements Namer {
  readonly model: string
  readonly #url: string
  readonly #options: ChatNamerOptions
  /** What not every server or model takes; one that refused it is asked without from then on. */
  #extras: object = { response_format: { type: 'json_object' }, temperature: 0, max_tokens: 400 }

  constructor(options: ChatNamerOptions) {
    const base = options.url.replace(/\/+$/, '')
    this.#url = base.endsWith('/chat/completions') ? base : `${base}/chat/completions`
    this.#options = options
    this.model = options.model
  }

  /** @throws NamerUnavailable, NamerMisunderstood */
  async suggest(question: NamingQuestion): Promise<SuggestedName> {
    const body = await this.#ask(namingPrompt(question))
    const answer = answerSchema.safeParse(jsonOf(body))
    const name = nameSchema.safeParse(jsonOf(unfenced(answer.data?.choices[0]?.message.content ?? '')))
    if (name.success) return name.data
    // What it said is left out: it may repeat what customers wrote.
    const fields = name.error.issues.map(({ path, code }) => `${path.join('.') || 'answer'}: ${code}`)
    throw new NamerMisunderstood(`${this.model} answered in another shape: ${fields.join(', ')}.`)
  }

  async #ask(messages: ChatMessage[]): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#tryOnce(messages)
      if ('body' in outcome) return outcome.body
      if (outcome.refusesOptions && Object.keys(this.#extras).length > 0) {
        this.#extras = {}
        continue
      }
      const wait = outcome.retryAfter ?? (this.#options.backoff ?? 500) * 2 ** (attempt - 1)
      if (!outcome.worthRetrying || attempt >= attempts || wait > longestWait) {
        throw new NamerUnavailable(`The server for ${this.model} ${outcome.reason}.`, {
          cause: outcome.cause,
        })
      }
      await setTimeout(wait)
    }
  }

  async #tryOnce(messages: ChatMessage[]): Promise<Outcome> {
    const { apiKey, timeout = 30_000 } = this.#options
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
        },
        body: JSON.stringify({ model: this.model, messages, stream: false, ...this.#extras }),
        // Customers' words go where the operator said, and nowhere else.
        redirect: 'error',
        signal: AbortSignal.timeout(timeout),
      })
      if (response.ok) return { body: await readBounded(response, mostAnswerBytes) }
      // The body is thrown away: some servers repeat the key in it.
      await response.body?.cancel()
      const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
      return {
        reason: `answered ${response.status}`,
        worthRetrying: response.status === 429 || response.status >= 500,
        refusesOptions: response.status === 400 || response.status === 422,
        ...(seconds >= 0 ? { retryAfter: seconds * 1000 } : {}),
      }
    } catch (cause) {
      return { reason: `could not be reached (${messageOf(cause)})`, worthRetrying: true, cause }
    }
  }
}

/** Models like to wrap JSON in a fence, however they are told. */
const unfenced = (content: string): string =>
  /^```(?:json)?\s*\n([\s\S]*)\n```$/.exec(content.trim())?.[1] ?? content.trim()

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return cause.cause instanceof Error ? cause.cause.message : cause.message
}
