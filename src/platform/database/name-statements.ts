/** Texts beyond this many are not of ours, but made of what clients ask for: they would fill the server's memory. */
const mostNames = 1_000

/**
 * Names each text of a statement, so that the database parses and plans it once a connection: planning our
 * longer statements takes longer than running them.
 */
export function nameStatements(): (query: { sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    // The empty name is that of the statement that is parsed each time.
    if (names.size >= mostNames) return ''
    const name = `bothways_${names.size}`
    names.set(sql, name)
    return name
  }
}
