const segmenter = new Intl.Segmenter()
const graphemesOf = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment)

/** How many columns a text takes: marks above and below a letter, as in Thai, take none. */
const columnsOf = (text: string): number => graphemesOf(text).length

/**
 * Breaks lines at spaces, and inside a word only in scripts that write without spaces: addresses and keys
 * stay whole, so that they can be copied. What goes on stands below the text it belongs to, as in a list.
 */
export function wrapText(text: string, columns: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, columns))
}

function wrapLine(line: string, columns: number): string[] {
  if (columnsOf(line) <= columns) return [line]
  const bullet = /^\s*(?:(?:[-*]|\d+\.)\s+)?/.exec(line)?.[0] ?? ''
  const room = columns - bullet.length
  const lines: string[] = []
  let current: string | null = null
  for (const word of line
    .slice(bullet.length)
    .split(' ')
    .flatMap((word) => cutWord(word, room))) {
    const longer: string = current === null ? word : `${current} ${word}`
    if (current !== null && columnsOf(longer) > room) {
      lines.push(current)
      current = word
    } else current = longer
  }
  return [...lines, current ?? ''].map((part, at) => (at === 0 ? bullet : ' '.repeat(bullet.length)) + part)
}

function cutWord(word: string, columns: number): string[] {
  if (/^[\x21-\x7e]*$/.test(word)) return [word]
  const graphemes = graphemesOf(word)
  const pieces: string[] = []
  for (let at = 0; at === 0 || at < graphemes.length; at += columns)
    pieces.push(graphemes.slice(at, at + columns).join(''))
  return pieces
}

export function cutText(text: string, columns: number): string {
  const graphemes = graphemesOf(text)
  return graphemes.length <= columns ? text : `${graphemes.slice(0, columns - 1).join('')}…`
}
