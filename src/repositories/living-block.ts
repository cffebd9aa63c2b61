export const blockBegin = '<!-- bothways:begin -->'
export const blockEnd = '<!-- bothways:end -->'

/** Wraps rendered facts in the markers between which the body is ours to edit; empty lines keep tables whole. */
export function wrapLivingBlock(content: string): string {
  return `${blockBegin}\n\n${content.trim()}\n\n${blockEnd}`
}

/**
 * The body with its living block replaced and every other character untouched. `newBlock` may come with its markers
 * or without. Null when the markers are gone, doubled or in the wrong order (people have rearranged the text, and it
 * is theirs), or when the new block has markers inside. Puts the block into any version of the body: an edit of
 * somebody that was lost (`outsideOf` differs) is brought back by replacing the block in the body as they wrote it.
 */
export function replaceLivingBlock(currentBody: string, newBlock: string): string | null {
  const place = placeOfBlock(currentBody)
  const wrapped = rewrap(newBlock)
  if (place === null || wrapped === null) return null
  return currentBody.slice(0, place.begin) + wrapped + currentBody.slice(place.end)
}

/**
 * The body of an issue that people wrote, with the living block at its end, an empty line between. Null when the body
 * has a marker already, so that a second block cannot come about, or when the block has markers inside.
 */
export function appendLivingBlock(body: string, block: string): string | null {
  const wrapped = rewrap(block)
  if (wrapped === null || hasMarker(body)) return null
  return body === '' ? wrapped : `${body}\n\n${wrapped}`
}

/**
 * The text that is people's: what stands before and after the living block. It is the same after any replacing, so
 * where it differs somebody has edited. Null when the markers are gone, doubled or in the wrong order.
 */
export function outsideOf(body: string): string | null {
  const place = placeOfBlock(body)
  return place === null ? null : body.slice(0, place.begin) + body.slice(place.end)
}

/** The block of a body, with its markers; null when they are gone, doubled or in the wrong order. */
export function livingBlockOf(body: string): string | null {
  const place = placeOfBlock(body)
  return place === null ? null : body.slice(place.begin, place.end)
}

function placeOfBlock(body: string): { begin: number; end: number } | null {
  const begin = onlyIndexOf(body, blockBegin)
  const end = onlyIndexOf(body, blockEnd)
  return begin === null || end === null || end < begin ? null : { begin, end: end + blockEnd.length }
}

function rewrap(block: string): string | null {
  const trimmed = block.trim()
  const wrapped = trimmed.startsWith(blockBegin) && trimmed.endsWith(blockEnd)
  const content = wrapped ? trimmed.slice(blockBegin.length, -blockEnd.length) : trimmed
  return hasMarker(content) ? null : wrapLivingBlock(content)
}

const hasMarker = (text: string): boolean => text.includes(blockBegin) || text.includes(blockEnd)

function onlyIndexOf(text: string, wanted: string): number | null {
  const first = text.indexOf(wanted)
  return first >= 0 && text.indexOf(wanted, first + 1) < 0 ? first : null
}
