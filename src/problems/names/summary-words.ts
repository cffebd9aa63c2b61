/** The words of a built-in summary in one language; numbers, dates, lists and names of languages come from Intl. */
export type SummaryWords = {
  locale: string
  figures(told: {
    reports: string
    customers: string
    since: string
    languages: string
    versions: string
  }): string
  terms(terms: string): string
  quote(text: string): string
}

const ifAny = (text: string, sentence: string): string => (text === '' ? '' : sentence)
const english = new Intl.PluralRules('en')
const counted = (count: string, noun: string): string =>
  `${count} ${english.select(Number(count.replaceAll(',', ''))) === 'one' ? noun : `${noun}s`}`

const en: SummaryWords = {
  locale: 'en',
  figures: ({ reports, customers, since, languages, versions }) =>
    `${counted(reports, 'report')} by ${counted(customers, 'customer')} since ${since}${ifAny(languages, `, in ${languages}`)}${ifAny(versions, `, versions ${versions}`)}.`,
  terms: (terms) => `What sets it apart: ${terms}.`,
  quote: (text) => `One of them: “${text}”`,
}

const de: SummaryWords = {
  locale: 'de',
  figures: ({ reports, customers, since, languages, versions }) =>
    `Meldungen: ${reports}, Kunden: ${customers}, seit ${since}${ifAny(languages, `; Sprachen: ${languages}`)}${ifAny(versions, `; Versionen: ${versions}`)}.`,
  terms: (terms) => `Kennzeichnend: ${terms}.`,
  quote: (text) => `Eine davon: „${text}“`,
}

const tr: SummaryWords = {
  locale: 'tr',
  figures: ({ reports, customers, since, languages, versions }) =>
    `${since} tarihinden beri ${customers} müşteriden ${reports} bildirim${ifAny(languages, `; diller: ${languages}`)}${ifAny(versions, `; sürümler: ${versions}`)}.`,
  terms: (terms) => `Ayırt edici sözcükler: ${terms}.`,
  quote: (text) => `Bildirimlerden biri: “${text}”`,
}

const th: SummaryWords = {
  locale: 'th-u-ca-gregory',
  figures: ({ reports, customers, since, languages, versions }) =>
    `มีรายงาน ${reports} รายการจากลูกค้า ${customers} ราย ตั้งแต่ ${since}${ifAny(languages, ` ภาษา: ${languages}`)}${ifAny(versions, ` เวอร์ชัน: ${versions}`)}`,
  terms: (terms) => `คำเด่น: ${terms}`,
  quote: (text) => `ตัวอย่างรายงาน: “${text}”`,
}

const known: Readonly<Record<string, SummaryWords>> = { en, de, tr, th }

/** English where nobody has written the words yet. */
export const summaryWords = (language: string): SummaryWords => known[language] ?? en
