/** So many organizations' statistics are kept in memory, 0.4 MB each; the others are loaded when they are needed. */
const mostKept = 200

/** Moves an entry to the end, or adds it, and forgets what was not used for longest. */
export function keepLatest<Value>(entries: Map<string, Value>, key: string, value: Value): Value {
  entries.delete(key)
  entries.set(key, value)
  for (const oldest of entries.keys()) {
    if (entries.size <= mostKept) break
    entries.delete(oldest)
  }
  return value
}
