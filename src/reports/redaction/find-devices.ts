import { hasCue } from './cues.ts'
import { findNumbersOf } from './find-numbers-of.ts'
import { hasRightLuhnDigit } from './has-right-luhn-digit.ts'
import type { Finding } from './redaction.types.ts'

const mac =
  /(?<![\w:-])[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}(?![\w:-])|(?<![\w.-])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?![\w.-])/gi
const imei = /(?<![\w.-])\d{2}[ -]?\d{6}[ -]?\d{6}[ -]?\d(?![\w-])/g
const imeiCue = /imei|meid/iu
/** Most phones were registered in the UK or in China. */
const imeiHead = /^(?:35|86)/

const serial =
  /(?:\bserial|\bs\/n\b|\bsn(?=[ :#])|\bseri(?= ?n(?:o|umara))|seriennummer|serien-?nr|gerätenummer|(?:numéro|n[°º]|nº|no) de série|(?:número|n[°º]|nº|n\.º|num\.?) de serie|製造番号|シリアル|หมายเลขเครื่อง|เลขเครื่อง|ซีเรียล|تسلسلي|\bimei\b)/giu

/** What one device is known by, and through its registration the person: MAC address, IMEI, serial number. */
export function findDevices(text: string): Finding[] {
  const found: Finding[] = []
  for (const { index: start, 0: address } of text.matchAll(mac)) {
    // `1024.2048.4096` is a list of sizes.
    if (!address.includes('.') || /[a-f]/i.test(address))
      found.push({ start, end: start + address.length, kind: 'DEVICE' })
  }
  for (const { index: start, 0: number } of text.matchAll(imei)) {
    const digits = number.replaceAll(/\D/g, '')
    const end = start + number.length
    if (hasCue(text, start, end, imeiCue) || (imeiHead.test(digits) && hasRightLuhnDigit(digits)))
      found.push({ start, end, kind: 'DEVICE' })
  }
  found.push(...findNumbersOf(text, { kind: 'DEVICE', owner: serial, digits: 4, digitsIfNamed: 4 }))
  return found
}
