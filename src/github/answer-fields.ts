import { z } from 'zod'

/** What is known without the answer. It stands in where a GitHub Enterprise Server leaves something out. */
export type Known = {
  /** `owner/name` as asked for. */
  repository: string
  /** Where people read, such as `https://github.com`. */
  pages: string
  now: Date
}

// Numbers above 2^53 arrive as BigInt from Octokit's JSON reader.
export const id = z.union([z.int().positive(), z.bigint().positive()]).transform(String)
const date = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
/** Null where it is absent, or no time. */
export const time = date.nullish().catch(null)
/** An account that was deleted leaves null behind. */
export const login = z
  .object({ login: z.string().min(1) })
  .nullish()
  .catch(null)
  .transform((account) => account?.login ?? null)
/** Undefined where it is absent, or nothing that a browser should open. */
export const pageUrl = z
  .url({ protocol: /^https?$/ })
  .optional()
  .catch(undefined)
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

/** GitHub Enterprise Server has both under one host; github.com and its tenants on ghe.com do not. */
export function pagesOf(apiUrl: string): string {
  const { protocol, host, pathname } = new URL(apiUrl)
  return `${protocol}//${pathname === '/' ? host.replace(/^api\./, '') : host}`
}
