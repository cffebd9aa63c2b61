/** Texts by language, with their personal data marked: `Call {{phone|0532 123 45 67}}`. */
export type MarkedTexts = Readonly<Record<string, readonly string[]>>

const kinds = [
  'card',
  'device',
  'email',
  'handle',
  'iban',
  'id',
  'ip',
  'link',
  'name',
  'phone',
  'reference',
] as const
export type GoldKind = (typeof kinds)[number]

/** What a person is known by, in UTF-16 units of the text, end exclusive. */
export type GoldSpan = { kind: GoldKind; start: number; end: number }
export type GoldText = { language: string; text: string; spans: GoldSpan[] }

const marked = /\{\{(\w+)\|([^}]+)\}\}/g

/** Texts and spans out of the marks; a mark of an unknown kind is a mistake in the file. */
export function readMarkedTexts(texts: MarkedTexts): GoldText[] {
  return Object.entries(texts).flatMap(([language, ofLanguage]) =>
    ofLanguage.map((one) => ({ language, ...readMarks(one) })),
  )
}

function readMarks(source: string): { text: string; spans: GoldSpan[] } {
  const spans: GoldSpan[] = []
  let text = ''
  let at = 0
  for (const { index, 0: mark, 1: kind = '', 2: inside = '' } of source.matchAll(marked)) {
    const known = kinds.find((one) => one === kind)
    if (known === undefined) throw new Error(`No such kind: ${mark}`)
    text += source.slice(at, index)
    spans.push({ kind: known, start: text.length, end: text.length + inside.length })
    text += inside
    at = index + mark.length
  }
  text += source.slice(at)
  if (text.includes('{{')) throw new Error(`Not marked rightly: ${source}`)
  return { text, spans }
}
