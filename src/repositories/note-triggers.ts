import type { DefusedCounts, DefusedKind } from './defused-kinds.ts'

/**
 * What GitHub would have acted on, as a person counts it: an address with a mention inside is one link. So it is
 * narrower than what is broken, which errs on the safe side. In this order, as each takes its text from the next.
 */
const triggers: readonly (readonly [DefusedKind, RegExp])[] = [
  [
    'CLOSING_KEYWORD',
    /(?<![\p{L}\p{N}])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?|duplicate of)(?=\s*[:：]?\s*(?:[\w./-]{0,140}#\d|GH-\d|https?:))/giu,
  ],
  ['HTML', /<!--|<\/?[a-z][^>]{0,500}>/gi],
  [
    'LINK',
    /!?\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)|(?:https?|ftp):\/\/\S*|www\.\S+|(?:mailto|xmpp):\S+|[\w.+-]{1,64}@[\w-]{1,64}\.\w+/gi,
  ],
  ['REFERENCE', /(?<![&\w])(?:[\w.-]{1,40}\/[\w.-]{1,100})?#\d+|\bGH-\d+/gi],
  ['COMMIT', /(?:\b[\w.-]{1,40}\/[\w.-]{1,100}@)?\b(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{7,40}\b/gi],
  ['MENTION', /(?<!\w)@[a-z\d][\w-]*(?:\/[\w-]+)?/gi],
  ['COMMAND', /^[^\S\n]*\/[a-z][\w-]*/gim],
  // Entities, emoji, footnotes and alerts, tasks, fences, mathematics.
  [
    'MARKUP',
    /&#?\w{1,32};|(?<!\d):[\w+-]{1,60}:(?!\d)|\[[\^!][^\]\s]{1,60}\]|^\s*[-*+]\s+\[[ x]\]|^[^\S\n]*(?:`{3,}|~{3,})|\$[^\s$][^$\n]{0,500}\$/gim,
  ],
]

/** Stands for what was counted; cleaned text has none. */
const counted = '\uE000'

export function noteTriggers(text: string, removed: DefusedCounts): void {
  let rest = text
  for (const [kind, pattern] of triggers) {
    let count = 0
    rest = rest.replaceAll(pattern, () => {
      count++
      return counted
    })
    removed.note(kind, count)
  }
}
