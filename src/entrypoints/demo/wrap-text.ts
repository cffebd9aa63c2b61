const segmenter = new Intl.Segmenter()

/** How many columns a text takes: marks above and below a letter, as in Thai, take none. */
export const columnsOf = (text: string): number => [...segmenter.segment(text)].length

/** Breaks lines at spaces, and inside a word only where the word alone is too long. Empty lines stay. */
export function wrapText(text: string, columns: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, columns))
}

function wrapLine(line: string, columns: number): string[] {
  if (columnsOf(line) <= columns) return [line]
  const lines: string[] = []
  let current = ''
  for (const word of line.split(' ').flatMap((word) => cutWord(word, columns))) {
    const longer = current === '' ? word : `${current} ${word}`
    if (columnsOf(longer) <= columns) current = longer
    else {
      lines.push(current)
      current = word
    }
  }
  return [...lines, current]
}

function cutWord(word: string, columns: number): string[] {
  const graphemes = [...segmenter.segment(word)].map(({ segment }) => segment)
  const pieces: string[] = []
  for (let at = 0; at === 0 || at < graphemes.length; at += columns)
    pieces.push(graphemes.slice(at, at + columns).join(''))
  return pieces
}

export function cutText(text: string, columns: number): string {
  const graphemes = [...segmenter.segment(text)].map(({ segment }) => segment)
  return graphemes.length <= columns ? text : `${graphemes.slice(0, columns - 1).join('')}…`
}
