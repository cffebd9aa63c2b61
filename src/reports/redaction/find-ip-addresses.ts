import { cueBefore, ipCue, markNear, thingCue } from './cues.ts'
import type { Finding } from './redaction.types.ts'

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const ipv4 = new RegExp(`(?<![\\w.-])${octet}(?:\\.${octet}){3}(?![\\w-]|\\.\\d)`, 'g')
const ipv6 = /(?<![\w:.])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,7}(?![\w:])/gi

/** IP addresses. Four short numbers (`2.4.1.0`) are a version unless the text says "IP". */
export function findIpAddresses(text: string): Finding[] {
  const found: Finding[] = []
  const nearThingCue = markNear(text, thingCue, 0, 0)
  for (const match of text.matchAll(ipv4)) {
    if (!isAddress(text, match.index, match[0], nearThingCue[match.index] === 1)) continue
    found.push({ start: match.index, end: match.index + match[0].length, kind: 'ADDRESS_IP' })
  }
  for (const match of text.matchAll(ipv6)) {
    const groups = match[0].split(':')
    if (groups.length < 8 && !match[0].includes('::')) continue
    found.push({ start: match.index, end: match.index + match[0].length, kind: 'ADDRESS_IP' })
  }
  return found
}

function isAddress(text: string, start: number, address: string, named: boolean): boolean {
  if (cueBefore(text, start, ipCue, 24)) return true
  if (named || /v $|v$/i.test(text.slice(Math.max(0, start - 2), start))) return false
  return address.split('.').filter((part) => part.length >= 2).length >= 3
}
