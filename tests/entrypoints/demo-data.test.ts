import { findPhoneNumbersInText } from 'libphonenumber-js/max'
import { expect, test } from 'vitest'
import {
  clockGuidance,
  clockGuidanceComment,
  englishFollowUp,
  turkishFollowUp,
  unrelatedFollowUp,
} from '../../src/entrypoints/demo/data/loop.ts'
import { demoProducts } from '../../src/entrypoints/demo/data/products.ts'
import type { DemoLanguage, DemoReport } from '../../src/entrypoints/demo/data/report.ts'
import { boxReports } from '../../src/entrypoints/demo/data/reports-box.ts'
import { hubReports } from '../../src/entrypoints/demo/data/reports-hub.ts'
import { microwaveReports } from '../../src/entrypoints/demo/data/reports-microwave.ts'

const history: readonly DemoReport[] = [...microwaveReports, ...hubReports, ...boxReports]
const followUps = [englishFollowUp, turkishFollowUp, unrelatedFollowUp].map(({ report }) => report)
const everything = [...history, ...followUps]
const languages: readonly DemoLanguage[] = ['en', 'tr', 'th']

const share = (matches: (report: DemoReport) => boolean) => history.filter(matches).length / history.length
const customersOf = (reports: readonly DemoReport[]) =>
  new Set(reports.map((r) => r.customer.externalId)).size
const about = (problem: string, language: DemoLanguage) =>
  history.filter((r) => r.meant.problem === problem && r.meant.language === language)

test('at least 170 reports come from three products', () => {
  expect(history.length).toBeGreaterThanOrEqual(170)
  expect(demoProducts).toHaveLength(3)
  expect(new Set(history.map((r) => r.product))).toEqual(new Set(demoProducts.map((p) => p.key)))
})

test('every external id and every text occurs once', () => {
  expect(new Set(everything.map((r) => r.externalId)).size).toBe(everything.length)
  expect(new Set(everything.map((r) => r.text)).size).toBe(everything.length)
})

test('every report names components and released versions of its own product', () => {
  for (const report of everything) {
    const product = demoProducts.find((p) => p.key === report.product)
    if (report.component) expect(product?.components.map((c) => c.key)).toContain(report.component)
    if (report.version) {
      const release = product?.releases.find((r) => r.version === report.version)
      expect(release?.daysAgo, `${report.externalId} ${report.version}`).toBeGreaterThan(report.daysAgo)
    }
  }
})

test('English, Turkish and Thai stand at about 45, 30 and 25 in a hundred', () => {
  expect(share((r) => r.meant.language === 'en')).toBeCloseTo(0.45, 1)
  expect(share((r) => r.meant.language === 'tr')).toBeCloseTo(0.3, 1)
  expect(share((r) => r.meant.language === 'th')).toBeCloseTo(0.25, 1)
})

test('about a third does not say its language', () => {
  expect(share((r) => r.language === undefined)).toBeCloseTo(1 / 3, 1)
  for (const report of history) expect([undefined, report.meant.language]).toContain(report.language)
})

test('Thai reports are in Thai script and no others are', () => {
  for (const report of everything) {
    expect(/\p{Script=Thai}/u.test(report.text), report.externalId).toBe(report.meant.language === 'th')
  }
})

test('the main problems have six reports by four customers or more in every language', () => {
  for (const problem of ['clock-set-up', 'pairing-not-found', 'firmware-stuck', 'pause-ignored']) {
    for (const language of languages) {
      const reports = about(problem, language)
      expect(reports.length, `${problem} ${language}`).toBeGreaterThanOrEqual(6)
      expect(customersOf(reports), `${problem} ${language}`).toBeGreaterThanOrEqual(4)
    }
  }
})

test('every product has four or five problems, each told by three customers or more in two languages', () => {
  for (const product of demoProducts) {
    const reports = history.filter((r) => r.product === product.key)
    const problems = new Set(reports.flatMap((r) => (r.meant.problem ? [r.meant.problem] : [])))
    expect([4, 5]).toContain(problems.size)
    for (const problem of problems) {
      const recurring = languages.filter((language) => customersOf(about(problem, language)) >= 3)
      expect(recurring.length, problem).toBeGreaterThanOrEqual(2)
    }
  }
})

test('the clock is talked about in three languages, and by the same customer again', () => {
  expect(about('clock-set-up', 'en').every((r) => /clock/i.test(r.text))).toBe(true)
  expect(about('clock-set-up', 'tr').every((r) => /saat/i.test(r.text))).toBe(true)
  expect(about('clock-set-up', 'th').every((r) => r.text.includes('นาฬิกา'))).toBe(true)
  const reports = languages.flatMap((language) => about('clock-set-up', language))
  expect(customersOf(reports)).toBeLessThan(reports.length)
})

test('the past forty days are covered, and the firmware problem lies wholly in the last five', () => {
  for (const report of everything) expect(report.daysAgo > 0 && report.daysAgo < 40).toBe(true)
  expect(Math.max(...history.map((r) => r.daysAgo))).toBeGreaterThan(35)
  const spike = history.filter((r) => r.meant.problem === 'firmware-stuck')
  expect(Math.max(...spike.map((r) => r.daysAgo))).toBeLessThan(5)
})

test('one-off reports belong to no problem in every product and language', () => {
  for (const product of demoProducts) {
    for (const language of languages) {
      const alone = history.filter(
        (r) => r.product === product.key && r.meant.language === language && r.meant.problem === null,
      )
      expect(alone.length).toBeGreaterThanOrEqual(2)
    }
  }
})

test('personal data occurs in the texts, and only from reserved or made-up ranges', () => {
  const texts = everything.map((r) => r.text)
  const emails = texts.flatMap((text) => text.match(/[\w.+-]+@[\w-]+\.[\w.-]*\w/g) ?? [])
  expect(emails.length).toBeGreaterThanOrEqual(4)
  for (const email of emails) expect(email).toMatch(/@example\.(com|org)$/)

  const asciiDigits = (text: string) => text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0xe50))
  const countries = { en: 'US', tr: 'TR', th: 'TH' } as const
  const phones = everything.flatMap((r) =>
    findPhoneNumbersInText(asciiDigits(r.text), countries[r.meant.language])
      .map((found) => found.number.number as string)
      // The test card ends in what could be a number.
      .filter((number) => !number.includes('1111111')),
  )
  expect(phones.length).toBeGreaterThanOrEqual(5)
  // 555-01xx is kept for fiction; the Turkish and Thai ones are blocks of zeros.
  for (const phone of phones) expect(phone).toMatch(/^\+(120255501\d{2}|90501000\d{4}|6680000\d{4})$/)

  const longDigits = texts.flatMap(
    (text) =>
      asciiDigits(text)
        .replace(/[ -]/g, '')
        .match(/\d{11,}/g) ?? [],
  )
  const invented = /^(120255501\d{2}|05010000017|4111111111111111|10000000146)$/
  for (const digits of longDigits) expect(digits).toMatch(invented)
})

test('some texts are hostile to the ticket that will quote them', () => {
  const hostile = history.filter((r) => /(^|\s)@\w|closes #\d|<!--/.test(r.text))
  expect(hostile.length).toBeGreaterThanOrEqual(2)
})

test('the next cases about the clock come from new customers, the other one from another component', () => {
  const known = new Set(history.map((r) => r.customer.externalId))
  for (const report of followUps) expect(known).not.toContain(report.customer.externalId)
  expect(englishFollowUp.report.component).toBe(clockGuidance.component)
  expect(turkishFollowUp.report.component).toBe(clockGuidance.component)
  expect(unrelatedFollowUp.report.component).not.toBe(clockGuidance.component)
  expect(unrelatedFollowUp.receipt).toBeNull()
})

test("the designer's comment opens with the command and carries the whole advice", () => {
  expect(clockGuidanceComment.split('\n')[0]).toBe(`/guidance ${clockGuidance.title}`)
  expect(clockGuidanceComment).toContain(`component: ${clockGuidance.component}`)
  expect(clockGuidanceComment).toContain(clockGuidance.body)
})
