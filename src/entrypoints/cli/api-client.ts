import { z } from 'zod'
import { CommandRefused, UsageError } from './usage-error.ts'

/** A running service, and the key that it is asked with. */
export type Remote = { url: string; key: string }

export type Api = {
  /** The `data` of the answer. @throws CommandRefused with what the service said, or why nothing came back */
  ask<Data>(document: string, variables?: object): Promise<Data>
}

/** From --url and --key; null where neither is given: then the command opens the database itself. */
export function readRemote({ url, key }: { url?: unknown; key?: unknown }): Remote | null {
  if (url === undefined && key === undefined) return null
  if (url === undefined) throw new UsageError('--key needs --url too: the address of the running service.')
  if (key === undefined) throw new UsageError('--url needs --key too: a key of the running service.')
  if (!URL.canParse(String(url)) || !/^https?:/.test(String(url))) {
    throw new UsageError(`--url ${url}: must be a URL such as http://127.0.0.1:4720`)
  }
  return {
    url: String(url)
      .replace(/\/+$/, '')
      .replace(/\/graphql$/, ''),
    key: String(key),
  }
}

const answerSchema = z.union([
  z.object({ errors: z.array(z.object({ message: z.string() })).min(1) }),
  z.object({ data: z.looseObject({}), errors: z.undefined().optional() }),
])

export function openApi({ url, key }: Remote): Api {
  return {
    async ask<Data>(query: string, variables: object = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ query, variables }),
      }).catch((cause: unknown) => {
        throw new CommandRefused(
          `No answer from ${url} (${reason(cause)}). Check --url, and that the service is up.`,
          { cause },
        )
      })
      const text = await response.text().catch((cause: unknown) => {
        throw new CommandRefused(`The answer of ${url} broke off (${reason(cause)}). Try again.`, { cause })
      })
      const answer = readAnswer(url, response.status, text)
      if (answer.errors !== undefined) {
        throw new CommandRefused(`${url} refused: ${answer.errors.map(({ message }) => message).join(' ')}`)
      }
      return answer.data as Data
    },
  }
}

function readAnswer(url: string, status: number, text: string) {
  try {
    return answerSchema.parse(JSON.parse(text))
  } catch (cause) {
    throw new CommandRefused(
      `${url} answered ${status}, and not as Bothways does. Check that --url names its address.`,
      { cause },
    )
  }
}

/** fetch says only "fetch failed"; why stands in the cause. */
function reason(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reason(error.errors[0])
  if (error instanceof Error) return error.cause === undefined ? error.message : reason(error.cause)
  return String(error)
}
