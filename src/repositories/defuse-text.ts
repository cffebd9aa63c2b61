import { cleanUnicode } from '../platform/clean-unicode.ts'
import { cutGraphemes } from '../platform/cut-graphemes.ts'
import type { DefusedCounts } from './defused-kinds.ts'
import { noteTriggers } from './note-triggers.ts'

/** Shows as nothing and ends every word that GitHub looks for. */
const breaker = '\u200B'

/** GitHub refuses longer titles. */
const mostTitleUnits = 256

const closingKeyword =
  /(?<![\p{L}\p{N}])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?|duplicate of)(?![\p{L}\p{N}])/giu

/**
 * Breaks with U+200B whatever GitHub would act on. A fence alone is not enough: replies by e-mail are parsed again
 * without it. Nor is a backslash: GitHub looks for mentions, references, emoji and mathematics after it has taken the
 * backslashes away, also those that a customer has put between. A character keeps its combining marks: `#️⃣` stays one.
 */
function breakTriggers(text: string): string {
  return (
    text
      // Commits; mentions, references, headings, and their full-width and small look-alikes, which some programs fold.
      .replaceAll(/[0-9a-f]{7,}/gi, (commit) => commit.replaceAll(/.{4}(?=.)/g, `$&${breaker}`))
      .replaceAll(/[@#＠＃﹫﹟]\p{M}*|(?:GH|GHSA|CVE)(?![\p{L}\p{N}\p{M}])/giu, `$&${breaker}`)
      // Addresses and emoji.
      .replaceAll(/w(?=ww)|h(?=ttp)|[:：](?=\S)(?!\p{M})/giu, `$&${breaker}`)
      .replaceAll(/mailto|xmpp|(?:javascript|vbscript|data)(?=:)/gi, `$&${breaker}`)
      // HTML, comments and entities; links, images, footnotes and alerts; fences, front matter and tables; tasks.
      .replaceAll(/[<&](?=[^\s\p{N}\p{M}])|[[\]`~-](?=[^\s\p{L}\p{N}\p{M}])|\[(?=[\sx]\])/giu, `$&${breaker}`)
      // Mathematics begins only where nothing, a space or punctuation stands before it.
      .replaceAll(/\$\p{M}*/gu, `${breaker}$&${breaker}`)
      .replaceAll(closingKeyword, (word) => word.charAt(0) + breaker + word.slice(1))
      // Commands: also those that begin a line once the marks of lists and quotes before them are taken off.
      .replaceAll(/(?<![\p{L}\p{N}\p{M}])\/(?=\S)(?!\p{M})/gu, `$&${breaker}`)
      // One between two characters is enough, and keeps the text below twice its length.
      .replaceAll(/\u200B{2,}/g, breaker)
  )
}

/** Customer text on one line for a sentence of our own: reads as written, without mention, link or markup. */
export function defuseInline(text: string, removed?: DefusedCounts): string {
  return defuse(oneLine(clean(text, removed)), removed)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|~$^]|^[>+=-]/g, '\\$&')
    .replace(/^\d{1,9}(?=[.)](?: |$))/, '$&\\')
}

/**
 * Customer text for an issue's title: one line, at most `maxGraphemes` characters as people count them (a cut ends in
 * `…`) and at most `mostUnits` UTF-16 units. Nothing but invisible characters gives ''.
 */
export function defuseTitle(
  text: string,
  maxGraphemes: number,
  mostUnits = mostTitleUnits,
  removed?: DefusedCounts,
): string {
  const line = oneLine(clean(text, removed)).replaceAll('`', "'")
  let units = mostUnits
  let cut = cutGraphemes(line, maxGraphemes, units)
  for (let over = excess(cut, mostUnits); over > 0; over = excess(cut, mostUnits)) {
    units -= Math.ceil(over / 2)
    cut = cutGraphemes(line, maxGraphemes, units)
  }
  return defuse(cut, removed)
}

/**
 * Customer text as a block of its own, in a fence longer than any run of backticks inside. Ends with a line end; may
 * stand in an HTML element's Markdown, since no line of it can end the fence.
 */
export function quoteBlock(text: string, removed?: DefusedCounts): string {
  const tidy = clean(text, removed)
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
  const inside = defuse(tidy, removed)
  const longestRun = (inside.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0)
  const fence = '`'.repeat(Math.max(3, longestRun + 1))
  return `${fence}text\n${inside}\n${fence}\n`
}

function clean(text: string, removed?: DefusedCounts): string {
  const cleaned = cleanUnicode(text)
  removed?.note(
    'CONTROL_CHARACTER',
    Array.from(text.replaceAll('\r\n', '\n')).length - Array.from(cleaned).length,
  )
  return cleaned
}

function defuse(cleaned: string, removed?: DefusedCounts): string {
  if (removed !== undefined) noteTriggers(cleaned, removed)
  return breakTriggers(cleaned)
}

const excess = (cut: string, mostUnits: number): number => breakTriggers(cut).length - mostUnits

function oneLine(cleaned: string): string {
  return cleaned.replaceAll(/\s+/g, ' ').trim()
}
