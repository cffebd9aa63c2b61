export const blockBegin = '<!-- bothways:begin -->'
export const blockEnd = '<!-- bothways:end -->'

/** Wraps rendered facts in the markers between which the body is ours to edit; empty lines keep tables whole. */
export function wrapLivingBlock(content: string): string {
  return `${blockBegin}\n\n${content.trim()}\n\n${blockEnd}`
}

/**
 * The body with its living block replaced and every other character untouched. `newBlock` may come with its markers
 * or without. Null when the markers are gone, doubled or in the wrong order (people have rearranged the text, and it
 * is theirs), or when the new block has markers inside.
 */
export function replaceLivingBlock(currentBody: string, newBlock: string): string | null {
  const begin = onlyIndexOf(currentBody, blockBegin)
  const end = onlyIndexOf(currentBody, blockEnd)
  if (begin === null || end === null || end < begin) return null
  const trimmed = newBlock.trim()
  const wrapped = trimmed.startsWith(blockBegin) && trimmed.endsWith(blockEnd)
  const content = wrapped ? trimmed.slice(blockBegin.length, -blockEnd.length) : trimmed
  if (content.includes(blockBegin) || content.includes(blockEnd)) return null
  return currentBody.slice(0, begin) + wrapLivingBlock(content) + currentBody.slice(end + blockEnd.length)
}

function onlyIndexOf(text: string, wanted: string): number | null {
  const first = text.indexOf(wanted)
  return first >= 0 && text.indexOf(wanted, first + 1) < 0 ? first : null
}
