const mostGraphemes = 90

/** The first sentence of a redacted text, cut between graphemes where it is long. */
export function titleOf(redactedText: string): string {
  const [sentence = redactedText] = redactedText.trim().split(/(?<=[.!?…。！？])\s|\n/u)
  const graphemes = Array.from(new Intl.Segmenter().segment(sentence.trim()), ({ segment }) => segment)
  if (graphemes.length <= mostGraphemes) return graphemes.join('')
  return `${graphemes
    .slice(0, mostGraphemes - 1)
    .join('')
    .trimEnd()}…`
}
