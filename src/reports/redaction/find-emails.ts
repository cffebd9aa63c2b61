import type { Finding } from './redaction.types.ts'

const latinLocal = /[\p{Script=Latin}\p{Mn}\d.!#$%&'*+^_~-]/u
// RFC 5322 allows them, but before an address they far more often separate: `mail=a@example.com`.
const rareLocal = /[a-z\d.!#$%&'*+^_~=/?`{|}-]/i
const anyLocal = /[\p{L}\p{M}\d.!#$%&'*+^_~-]/u

/** Limits of RFC 5321; they also keep the walk from every sign bounded. */
const longestLocal = 64
const longestDomain = 255

const bracketed = (words: string) => ` ?[([{<] ?(?:${words}) ?[)\\]}>] ?`
const atWords = 'at|ät|et|arroba|arobase?|chez|kuyruklu a|アット(?:マーク)?|แอท|แอด|آت|ات'
const dotWords = 'dot|punkt|point|punto|ponto|nokta|ドット|ดอท|ดอต|จุด|دوت|نقطة'
const saidDot = `${bracketed(dotWords)}| (?:${dotWords}) `
const dot = `(?:\\.|${saidDot})`

/** Written as a sign, or so that only an address can be meant: `(at)`, ` arroba `. */
const clearSign = new RegExp(
  `@|${bracketed(atWords)}| (?:arroba|arobase?|kuyruklu a|アットマーク?|แอท|แอด) `,
  'giu',
)
/** Words that mean much else: only before a domain of a kind that no sentence ends with. */
const saidSign = / (?:at|chez|@) /giu
const saidTop = '(?:com|net|org|edu|gov|info|biz|io|fr|uk|tr|jp|th|example)(?![\\p{L}\\d])'
const latin = '\\p{Script=Latin}'
const any = '\\p{L}\\p{M}'
const domainOf = (letter: string, between: string, top: string) =>
  new RegExp(`^[${letter}\\d-]{1,63}(?:${between}[${letter}\\d-]{1,63}){0,6}${between}${top}`, 'iu')
/** By the script of its first letter. With full stops first: "a@b.com point final" ends before "point". */
const clearDomains = [latin, any].map((letter) => [
  domainOf(letter, '\\.', `(?:xn--[a-z\\d-]+|[${letter}]{2,})`),
  domainOf(letter, dot, `[${letter}]{2,}`),
])
const saidDomains = [latin, any].map((letter) => [domainOf(letter, dot, saidTop)])
const saidDotBefore = new RegExp(`(?:${saidDot}| (?:underscore|tiret|guion|alt çizgi) )$`, 'iu')

/**
 * E-mail addresses, also of non-Latin names and spelled out (`jane dot doe (at) example dot com`). Thai or Japanese
 * words written against a Latin address stay.
 */
export function findEmails(text: string): Finding[] {
  const found: Finding[] = []
  let free = 0
  for (const { start: from, end: after, domains } of signs(text)) {
    if (from < free) continue
    const start = walkLeft(text, from, free)
    const end = after + domainLength(text, after, domains)
    if (start === from || end === after) continue
    found.push({ start, end, kind: 'EMAIL' })
    free = end
  }
  return found
}

type Sign = { start: number; end: number; domains: readonly RegExp[][] }

function signs(text: string): Sign[] {
  const of = (pattern: RegExp, domains: readonly RegExp[][]) =>
    [...text.matchAll(pattern)].map(({ index, 0: sign }) => ({
      start: index,
      end: index + sign.length,
      domains,
    }))
  return [...of(clearSign, clearDomains), ...of(saidSign, saidDomains)].toSorted((a, b) => a.start - b.start)
}

/** Where the local part begins, with what is joined to it by spelled-out dots. */
function walkLeft(text: string, from: number, free: number): number {
  let start = walkWord(text, from, free)
  for (let joints = 0; joints < 4 && start < from; joints++) {
    const joint = saidDotBefore.exec(text.slice(Math.max(free, start - 14), start))
    if (joint === null) break
    const before = start - joint[0].length
    const next = walkWord(text, before, free)
    if (next === before) break
    start = next
  }
  return start
}

function walkWord(text: string, from: number, free: number): number {
  const last = text.charAt(from - 1)
  const allowed = latinLocal.test(last) ? latinLocal : rareLocal.test(last) ? rareLocal : anyLocal
  const limit = Math.max(free, from - longestLocal)
  let start = from
  while (start > limit && allowed.test(text.charAt(start - 1))) start--
  let trimmed = start
  while (trimmed < from && /[.!*'-]/.test(text.charAt(trimmed))) trimmed++
  return trimmed === from ? start : trimmed
}

function domainLength(text: string, from: number, domains: readonly RegExp[][]): number {
  const forms = domains[/[\p{Script=Latin}\d]/u.test(text.charAt(from)) ? 0 : 1] ?? []
  const following = text.slice(from, from + longestDomain)
  for (const form of forms) {
    const domain = form.exec(following)
    if (domain !== null) return domain[0].length
  }
  return 0
}
