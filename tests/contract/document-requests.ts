import type { Document } from './read-documents.ts'

/** A request that a document shows. */
export type DocumentRequest = {
  line: number
  query: string
  variables: object
  /** What the document says that comes back; shortened, with figures that may differ. */
  answer: object | null
}

/**
 * The requests of a document, in its order:
 *
 * - each fence `graphql`, with the fence `json variables` right after it, if there is one, and `json answer` after that;
 * - each `curl … --data-urlencode 'query=…'` of a fence `sh`.
 *
 * Ids stand in them as PROBLEM_ID, REPORT_ID, GUIDANCE_ID, MEMBER_ID and KEY_ID; as OTHER_ID (a problem) and STRAY_ID (a
 * report of a third problem); as DECISION_ID (a merge), SUGGESTION_ID and WRONG_ID (two suggestions). Whoever runs the
 * requests puts real ones there.
 */
export const requestsOf = ({ fences }: Document, ids: Record<string, string> = {}): DocumentRequest[] =>
  fences.flatMap(({ kind, content, line }, at) => {
    const filled = (text: string) => text.replaceAll(/\b[A-Z]+_ID\b/g, (name) => ids[name] ?? name)
    if (kind === 'sh') {
      const queries = [...content.matchAll(/--data-urlencode 'query=([^']+)'/g)].map(
        ([, query = '']) => query,
      )
      return queries.map((query) => ({ line, query: filled(query), variables: {}, answer: null }))
    }
    if (kind !== 'graphql') return []
    const beside = (role: string) =>
      fences.slice(at + 1, at + 3).find((next, place, nexts) => {
        const before = nexts.slice(0, place + 1)
        return next.role === role && before.every((fence) => fence.kind === 'json')
      })?.content
    const variables = JSON.parse(filled(beside('variables') ?? '{}')) as object
    const answer = beside('answer')
    return [
      { line, query: filled(content), variables, answer: answer ? (JSON.parse(answer) as object) : null },
    ]
  })

/** Keeps of an answer what the example shows, and what may differ from run to run alike in both. */
export function comparable(actual: unknown, example: unknown): unknown {
  if (Array.isArray(example)) {
    const list = Array.isArray(actual) ? actual : []
    return example.map((entry, at) => comparable(list[at], entry))
  }
  if (example !== null && typeof example === 'object') {
    const fields = (actual ?? {}) as Record<string, unknown>
    return Object.fromEntries(
      Object.entries(example).map(([key, value]) => [key, comparable(fields[key], value)]),
    )
  }
  if (typeof actual === 'string') return actual.replace(/\S+#\d+/, 'owner/name#1')
  return typeof actual === 'number' && !Number.isInteger(actual) ? 'a fraction' : actual
}
