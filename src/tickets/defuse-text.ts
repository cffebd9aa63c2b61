import { cleanUnicode } from '../platform/clean-unicode.ts'
import { cutGraphemes } from '../platform/cut-graphemes.ts'

/** Shows as nothing and ends every word that GitHub looks for. */
const breaker = '\u200B'

/** GitHub refuses longer titles; breaking can double the units. */
const mostTitleUnits = 120

const closingKeyword =
  /(?<![\p{L}\p{N}])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?|duplicate of)(?![\p{L}\p{N}])/giu

/**
 * Breaks with U+200B whatever GitHub would act on: mentions, references to issues and commits, links, HTML, closing
 * keywords and commands. A fence alone is not enough: replies by e-mail are parsed again without it.
 */
function breakTriggers(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{7,}/gi, (commit) => commit.replaceAll(/.{4}(?=.)/g, `$&${breaker}`))
    .replaceAll(/[@#]|GH-|w(?=ww)|h(?=ttp)|:(?=\/\/)|<(?=[!/?a-z])|&(?=[#a-z])|--(?=>)/gi, `$&${breaker}`)
    .replaceAll(/(?:mailto|xmpp|javascript|vbscript|data)(?=:)/gi, `$&${breaker}`)
    .replaceAll(closingKeyword, (word) => word.charAt(0) + breaker + word.slice(1))
    .replaceAll(/^[^\S\n]*\/(?=\S)/gm, `$&${breaker}`)
}

/** Customer text on one line for a sentence of our own: reads as written, without mention, link or markup. */
export function defuseInline(text: string): string {
  return breakTriggers(oneLine(text))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|~$^]|:(?=[a-z+-])|^[>+=-]/gi, '\\$&')
    .replace(/^\d{1,9}(?=[.)] )/, '$&\\')
}

/**
 * Customer text for an issue's title: one line, at most `maxGraphemes` characters as people count them (a cut ends in
 * `…`) and at most 256 UTF-16 units. Nothing but invisible characters gives ''.
 */
export function defuseTitle(text: string, maxGraphemes: number): string {
  return breakTriggers(cutGraphemes(oneLine(text).replaceAll('`', "'"), maxGraphemes, mostTitleUnits))
}

/**
 * Customer text as a block of its own, in a fence longer than any run of backticks inside. Ends with a line end; may
 * stand in an HTML element's Markdown, since no line of it can end the fence.
 */
export function quoteBlock(text: string): string {
  const inside = breakTriggers(
    cleanUnicode(text)
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim(),
  )
  const longestRun = (inside.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0)
  const fence = '`'.repeat(Math.max(3, longestRun + 1))
  return `${fence}text\n${inside}\n${fence}\n`
}

function oneLine(text: string): string {
  return cleanUnicode(text).replaceAll(/\s+/g, ' ').trim()
}
