import { findCards } from './find-cards.ts'
import { findDevices } from './find-devices.ts'
import { findEmails } from './find-emails.ts'
import { findHandles } from './find-handles.ts'
import { findIbans } from './find-ibans.ts'
import { findIntroducedNames } from './find-introduced-names.ts'
import { findIpAddresses } from './find-ip-addresses.ts'
import { findLinks } from './find-links.ts'
import { findNames } from './find-names.ts'
import { findNationalIds } from './find-national-ids.ts'
import { findPhones } from './find-phones.ts'
import { findReferences } from './find-references.ts'
import { foldForDetection } from './fold-for-detection.ts'
import { claimed, type Finding, placeholders, type RemovedKind } from './redaction.types.ts'
import { scanDigitRuns } from './scan-digit-runs.ts'

export type RedactionOptions = {
  /** ISO 3166 region or locale (`TR`, `th-TH`) whose phone numbers are expected without a country code. */
  region?: string
  /** Names known from the contact, e.g. the customer's. Others go only after words such as "my name is". */
  names?: readonly string[]
}

export type Redaction = { text: string; removed: { kind: RemovedKind; count: number }[] }

/** A placeholder can bring a number's neighbours together; two rounds settle real text, the rest is for hostile. */
const mostRounds = 6

/**
 * Replaces personal data by placeholders such as `[phone]` that read the same in every language.
 * Versions, model names, error codes, prices, times and dates stay. Never cuts a grapheme; a second run changes
 * nothing. `removed` is ordered by kind and lists only kinds that occurred.
 */
export function redactPersonalData(text: string, options: RedactionOptions = {}): Redaction {
  const counts = new Map<RemovedKind, number>()
  let current = text
  for (let round = 0; round < mostRounds; round++) {
    const findings = findPersonalData(current, options)
    if (findings.length === 0) break
    for (const { kind } of findings) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    current = replaceAll(current, findings)
  }
  const kinds = Object.keys(placeholders) as RemovedKind[]
  return {
    text: current,
    removed: kinds
      .flatMap((kind) => ({ kind, count: counts.get(kind) ?? 0 }))
      .filter(({ count }) => count > 0),
  }
}

const placeholderPattern = new RegExp(
  Object.values(placeholders)
    .map((placeholder) => placeholder.replace('[', '\\[').replace(']', '\\]'))
    .join('|'),
  'g',
)

/** Findings in positions of the original text, in order, none overlapping another. */
function findPersonalData(text: string, { region, names = [] }: RedactionOptions): Finding[] {
  const { folded, origin } = foldForDetection(text)
  let open = folded.replaceAll(placeholderPattern, (placeholder) => claimed.repeat(placeholder.length))
  const all: Finding[] = []
  const claim = (findings: Finding[]) => {
    const free = withoutOverlaps(findings)
    all.push(...free)
    open = mask(open, free)
  }

  const links = findLinks(open)
  claim(links.secret)
  claim(findEmails(open))
  claim(findNames(open, names))
  claim(findIntroducedNames(open))
  // What stands in a harmless link is neither a phone number nor a handle.
  open = mask(open, links.harmless)
  claim(findIbans(open))
  claim(findCards(open, scanDigitRuns(open)))
  claim(findDevices(open))
  claim(findNationalIds(open))
  claim(findReferences(open))
  claim(findIpAddresses(open))
  claim(findPhones(open, scanDigitRuns(open), region))
  claim(findHandles(open))

  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  const graphemes = segmenter.segment(text)
  return withoutOverlaps(
    all.map((finding) => {
      const lastUnit = origin[finding.end - 1] ?? 0
      const end = lastUnit + ((text.codePointAt(lastUnit) ?? 0) > 0xffff ? 2 : 1)
      return { ...finding, ...snapToGraphemes(graphemes, origin[finding.start] ?? 0, end) }
    }),
  )
}

function withoutOverlaps(findings: Finding[]): Finding[] {
  const free: Finding[] = []
  for (const finding of findings.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (finding.start >= (free.at(-1)?.end ?? 0)) free.push(finding)
  }
  return free
}

function mask(text: string, spans: readonly { start: number; end: number }[]): string {
  let masked = ''
  let at = 0
  for (const { start, end } of spans) {
    masked += text.slice(at, start) + claimed.repeat(end - start)
    at = end
  }
  return masked + text.slice(at)
}

function snapToGraphemes(
  graphemes: Intl.Segments,
  start: number,
  end: number,
): { start: number; end: number } {
  const last = graphemes.containing(end - 1)
  return {
    start: graphemes.containing(start)?.index ?? start,
    end: last === undefined ? end : last.index + last.segment.length,
  }
}

function replaceAll(text: string, findings: readonly Finding[]): string {
  let replaced = ''
  let at = 0
  for (const { start, end, kind, replacement } of findings) {
    replaced += text.slice(at, start) + (replacement ?? placeholders[kind])
    at = end
  }
  return replaced + text.slice(at)
}
