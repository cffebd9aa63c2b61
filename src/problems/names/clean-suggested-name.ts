import type { SuggestedName } from '../../naming/namer.ts'
import { redactPersonalData } from '../../reports/redaction/redact-personal-data.ts'
import { countGraphemes, mostTitleGraphemes, oneLine } from './problem-title.ts'

const addresses =
  /(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)\S+|(?<![\p{L}\p{N}.@-])(?:[\p{L}\p{N}-]+\.)+(?:com|net|org|info|io|co|app|dev|ai|me|biz|link|site|online|shop|xyz|ru|cn|tr|th|de|uk|eu)(?![\p{L}\p{N}-])(?:\/\S*)?/giu
const markup: readonly (readonly [RegExp, string])[] = [
  [/<\/?[a-z!][^<>]{0,500}>/gi, ' '],
  [/!?\[([^[\]]*)\]\([^()]*\)/g, '$1'],
  [addresses, ' '],
  [/[*_]{2,}|[`~<>|\\]/g, ' '],
  [/(?<![\p{L}\p{N}])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])/gu, ''],
  [/[@#](?=[\p{L}\p{N}])/gu, ''],
  [/^[\s#>=+*-]+|^\s*\d{1,3}[.)]\s/gm, ''],
]

/**
 * What a model wrote, as plain text: its words may come from a customer who told it what to write. Personal data,
 * links, mentions, references, markup and what cannot be seen are taken out.
 * @returns null where nothing is left that could name a problem, or where the title is too long for a board
 */
export function cleanSuggestedName({ title, summary }: SuggestedName): SuggestedName | null {
  const cleaned = { title: clean(title).replace(/[.\s]+$/, ''), summary: clean(summary) }
  const says = Object.values(cleaned).every((text) => /\p{L}{2}|\p{Lo}/u.test(withoutPlaceholders(text)))
  return says && countGraphemes(cleaned.title) <= mostTitleGraphemes ? cleaned : null
}

const withoutPlaceholders = (text: string): string => text.replaceAll(/\[[a-z ]+\]/g, '')

/** Redacted before and after: what is hidden in markup shows once the markup is off. */
function clean(text: string): string {
  let plain = redactPersonalData(text.normalize('NFC')).text
  for (const [pattern, replacement] of markup) plain = plain.replaceAll(pattern, replacement)
  return redactPersonalData(oneLine(plain)).text
}
