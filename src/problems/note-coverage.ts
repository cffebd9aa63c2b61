import type { LanguageCoverage } from './measure-coverage.ts'

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })

/** What the figures of a language mean, in one sentence for people who never saw a vector. */
export function noteCoverage(coverage: LanguageCoverage): string {
  const { language, reports, waiting, alone, acrossLanguages, understood } = coverage
  const name = language === 'und' ? 'Text in no known language' : names.of(language)
  const grouped = reports - waiting
  const left = waiting === 0 ? '' : `, and ${of(waiting, reports)} wait for a problem`
  if (grouped === 0) return `${name}: ${of(waiting, reports)} wait for a problem.`
  const seen = understood
    ? `${name} is compared by meaning`
    : `${name} is compared by its wording only, so the same trouble in other words, or in another language, is easily missed`
  return `${seen}: ${of(alone, reports)} stand alone, ${of(acrossLanguages, reports)} share a problem with other languages${left}.`
}

const of = (part: number, all: number) => `${part.toLocaleString('en')} of ${all.toLocaleString('en')}`
