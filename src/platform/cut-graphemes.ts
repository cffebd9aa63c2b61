/**
 * At most `most` user-perceived characters and at most `mostUnits` UTF-16 units of the text, never half a character;
 * a cut text ends in `…`, which is counted. Line ends count as any other character.
 */
export function cutGraphemes(text: string, most: number, mostUnits = Number.POSITIVE_INFINITY): string {
  if (text.length <= most && text.length <= mostUnits) return text
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  let count = 0
  let keep = 0
  for (const { index, segment } of segmenter.segment(text)) {
    const end = index + segment.length
    if (count + 1 > most || end > mostUnits) return most < 1 ? '' : `${text.slice(0, keep).trimEnd()}…`
    count++
    if (count <= most - 1 && end <= mostUnits - 1) keep = end
  }
  return text
}
