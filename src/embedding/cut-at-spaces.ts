const space = /\s/u

/**
 * Pieces of at most `length` UTF-16 units that together are the text, each ending at a space where it has one, so
 * that no word is cut. Where it has none, a piece ends between two characters.
 */
export function* cutAtSpaces(text: string, length: number): Generator<string> {
  let start = 0
  while (text.length - start > length) {
    let end = start + length
    while (end > start && !space.test(text[end - 1] as string)) end--
    if (end === start) end = start + length - (isHighSurrogate(text.charCodeAt(start + length - 1)) ? 1 : 0)
    yield text.slice(start, end)
    start = end
  }
  yield text.slice(start)
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00
