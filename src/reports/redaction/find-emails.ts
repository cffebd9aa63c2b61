import type { Finding } from './redaction.types.ts'

const latinLocal = /[\p{Script=Latin}\p{Mn}\d.!#$%&'*+^_~-]/u
// RFC 5322 allows them, but before an address they far more often separate: `mail=a@example.com`.
const rareLocal = /[a-z\d.!#$%&'*+^_~=/?`{|}-]/i
const anyLocal = /[\p{L}\p{M}\d.!#$%&'*+^_~-]/u
const latinDomain = /[\p{Script=Latin}\d.-]/u
const anyDomain = /[\p{L}\p{M}\d.-]/u

/** Limits of RFC 5321; they also keep the walk from every `@` bounded. */
const longestLocal = 64
const longestDomain = 255

/** E-mail addresses, also of non-Latin names. Thai or Japanese words written against a Latin address stay. */
export function findEmails(text: string): Finding[] {
  const found: Finding[] = []
  let free = 0
  for (const sign of signs(text)) {
    const start = walkLeft(text, sign.start, free)
    const end = walkRight(text, sign.end)
    if (start === sign.start || end === sign.end) continue
    found.push({ start, end, kind: 'EMAIL' })
    free = end
  }
  return found
}

function* signs(text: string): Generator<{ start: number; end: number }> {
  for (const match of text.matchAll(/@| ?(?:\(at\)|\[at\]) ?/gi)) {
    yield { start: match.index, end: match.index + match[0].length }
  }
}

function walkLeft(text: string, from: number, free: number): number {
  const last = text.charAt(from - 1)
  const allowed = latinLocal.test(last) ? latinLocal : rareLocal.test(last) ? rareLocal : anyLocal
  const limit = Math.max(free, from - longestLocal)
  let start = from
  while (start > limit && allowed.test(text.charAt(start - 1))) start--
  let trimmed = start
  while (trimmed < from && /[.!*'-]/.test(text.charAt(trimmed))) trimmed++
  return trimmed === from ? start : trimmed
}

function walkRight(text: string, from: number): number {
  const allowed = latinDomain.test(text.charAt(from)) ? latinDomain : anyDomain
  const limit = Math.min(text.length, from + longestDomain)
  let end = from
  while (end < limit && allowed.test(text.charAt(end))) end++
  const domain = text.slice(from, end)
  const match = /^[\p{L}\p{M}\d-]+(?:\.[\p{L}\p{M}\d-]+)*\.(?:xn--[a-z\d-]+|[\p{L}\p{M}]{2,})/u.exec(domain)
  return match === null ? from : from + match[0].length
}
