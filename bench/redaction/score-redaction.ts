import type { GoldKind, GoldText } from './read-marked-texts.ts'

export type Score = {
  language: string
  spans: { kind: GoldKind; found: boolean }[]
  /** Units outside of the spans, and how many of them are gone. */
  outside: number
  removedOutside: number
  changed: boolean
}

/** A run that short tells nobody who it was: an area code, an ending, a bank's letters. */
const harmlessRun = 3

/** What `output` leaves of the personal data in `gold`, and what it takes besides, whatever it puts in place. */
export function scoreRedaction({ language, text, spans }: GoldText, output: string): Score {
  const kept = keptUnits(text, output)
  const inSpan = new Uint8Array(text.length)
  for (const { start, end } of spans) inSpan.fill(1, start, end)
  const outside = [...inSpan.keys()].filter((at) => inSpan[at] === 0)
  return {
    language,
    spans: spans.map(({ kind, start, end }) => ({ kind, found: !isTold(text, kept, start, end) })),
    outside: outside.length,
    removedOutside: outside.filter((at) => kept[at] === 0).length,
    changed: text !== output,
  }
}

/** Whether more than a harmless run of letters and digits is left; of a short name, whether all of it is. */
function isTold(text: string, kept: Uint8Array, start: number, end: number): boolean {
  let run = 0
  let longest = 0
  let all = 0
  for (let at = start; at < end; at++) {
    if (!/[\p{L}\p{N}]/u.test(text.charAt(at))) continue
    all++
    run = kept[at] === 1 ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest > harmlessRun || longest === all
}

/** Which units of `before` are left in `after`, by their longest common subsequence. */
function keptUnits(before: string, after: string): Uint8Array {
  const width = after.length + 1
  const common = new Uint16Array((before.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const same = before[i] === after[j]
      common[i * width + j] = same ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const kept = new Uint8Array(before.length)
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    if (before[i] === after[j]) {
      kept[i++] = 1
      j++
    } else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return kept
}
