import pg from 'pg'

/** One round trip to the database. */
export type RecordedQuery = { label: string; milliseconds: number }

let recording: RecordedQuery[] | null = null

/** From now on every query of this process can be recorded. Changes pg itself: for benchmarks only. */
export function watchQueries(): void {
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...given: unknown[]): unknown {
      const entry = { label: label(given[0]), milliseconds: 0 }
      const started = performance.now()
      const done = () => {
        entry.milliseconds = performance.now() - started
        recording?.push(entry)
      }
      const callback = given.at(-1)
      if (typeof callback === 'function') {
        given[given.length - 1] = (...answer: unknown[]) => {
          done()
          return callback(...answer)
        }
        return query.apply(this, given)
      }
      const result = query.apply(this, given)
      if (result instanceof Promise) result.then(done, done)
      return result
    },
  })
}

/** What was asked of the database during the work. */
export async function recordQueries<T>(
  work: () => Promise<T>,
): Promise<{ result: T; queries: RecordedQuery[] }> {
  const queries: RecordedQuery[] = []
  recording = queries
  try {
    return { result: await work(), queries }
  } finally {
    recording = null
  }
}

/** Its verb and the tables it names, in order. */
function label(given: unknown): string {
  const sql = typeof given === 'string' ? given : String((given as { text?: string }).text ?? '')
  const verb = /^\W*(\w+)/.exec(sql)?.[1]?.toUpperCase() ?? '?'
  const tables = [...sql.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE)\s+(?:"?\w+"?\.)?"?(\w+)"?(?!\s*\()/gi)]
  const functions = [...sql.matchAll(/\b(pg_\w+|[a-z_]+\.[a-z_]+)\(/g)]
  const names = new Set([...tables, ...functions].map((match) => match[1]))
  return [verb, ...names].join(' ').slice(0, 100)
}
