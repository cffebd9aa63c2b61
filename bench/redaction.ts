/**
 * How much personal data our redaction and two packages of npm find in the texts of bench/redaction, how much they
 * take besides, and how long a text takes.
 *
 *   npm run bench:redaction [-- --missed]   also lists what we miss or take wrongly in the tuning half
 */
import { percentile } from './percentile.ts'
import { type GoldText, readMarkedTexts } from './redaction/read-marked-texts.ts'
import { blank, redactToBlanks } from './redaction/redact-to-blanks.ts'
import { type Score, scoreRedaction } from './redaction/score-redaction.ts'
import { heldOutTexts } from './redaction/texts-held-out.ts'
import { tuningTexts } from './redaction/texts-tuning.ts'

type Redact = (text: string) => string | Promise<string>
type Scored = { tuning: Score[]; heldOut: Score[] }

const halves = { tuning: readMarkedTexts(tuningTexts), heldOut: readMarkedTexts(heldOutTexts) }
/** Each text so often; the first runs compile. */
const runs = 5

/** All put the same in place of what they take. */
const redactors: Record<string, () => Promise<Redact>> = {
  bothways: async () => redactToBlanks,
  'redact-pii': async () => {
    const { SyncRedactor } = await import('redact-pii')
    const redactor = new SyncRedactor({ globalReplaceWith: blank })
    return (text) => redactor.redact(text)
  },
  openredaction: async () => {
    const { OpenRedaction } = await import('openredaction')
    // Its filter holds back what stands beside "example", which our invented addresses all end with.
    const redactor = new OpenRedaction({ enableFalsePositiveFilter: false })
    return async (text) => (await redactor.detect(text)).redacted.replaceAll(/\[[A-Z][A-Z\d_]*\]/g, blank)
  },
}

const scored = new Map<string, Scored>()
console.log('| redaction | texts | recall | harmless texts changed | characters taken besides | ms a text |')
console.log('|---|---|---|---|---|---|')
for (const [name, load] of Object.entries(redactors)) {
  try {
    scored.set(name, await measure(name, await load()))
  } catch (error) {
    console.log(`${name} does not run here: ${error}`)
  }
}
printRecall('language', (score) => score.spans.map((span) => ({ ...span, group: score.language })))
printRecall('kind', (score) => score.spans.map((span) => ({ ...span, group: span.kind })))
if (process.argv.includes('--missed')) listMissed()

async function measure(name: string, redactor: Redact): Promise<Scored> {
  const [tuning, heldOut] = [await run(redactor, halves.tuning), await run(redactor, halves.heldOut)]
  printLine(name, 'tuning', tuning)
  printLine(name, 'held out', heldOut)
  printLine(name, 'all', {
    scores: [...tuning.scores, ...heldOut.scores],
    times: [...tuning.times, ...heldOut.times],
  })
  return { tuning: tuning.scores, heldOut: heldOut.scores }
}

async function run(
  redactor: Redact,
  texts: readonly GoldText[],
): Promise<{ scores: Score[]; times: number[] }> {
  const scores: Score[] = []
  const times: number[] = []
  for (const gold of texts) {
    const ofText: number[] = []
    let output = ''
    for (let at = 0; at < runs; at++) {
      const started = performance.now()
      output = await redactor(gold.text)
      ofText.push(performance.now() - started)
    }
    scores.push(scoreRedaction(gold, output))
    times.push(percentile(ofText, 0.5))
  }
  return { scores, times }
}

function printLine(
  name: string,
  half: string,
  { scores, times }: { scores: Score[]; times: number[] },
): void {
  const harmless = scores.filter(({ spans }) => spans.length === 0)
  const sum = (of: (score: Score) => number) => scores.reduce((total, score) => total + of(score), 0)
  const cells = [
    percent(
      scores.flatMap(({ spans }) => spans).filter(({ found }) => found).length,
      sum((s) => s.spans.length),
    ),
    percent(harmless.filter(({ changed }) => changed).length, harmless.length),
    percent(
      sum((s) => s.removedOutside),
      sum((s) => s.outside),
    ),
    percentile(times, 0.5).toFixed(2),
  ]
  console.log(`| ${[name, `${half} (${scores.length})`, ...cells].join(' | ')} |`)
}

function printRecall(title: string, groupsOf: (score: Score) => { group: string; found: boolean }[]): void {
  const groups = [
    ...new Set([...halves.tuning, ...halves.heldOut].flatMap((gold) => groupNames(title, gold))),
  ]
  const columns = [...scored].flatMap(([name, { tuning, heldOut }]) => [
    { head: `${name} tuning`, spans: tuning.flatMap(groupsOf) },
    { head: 'held out', spans: heldOut.flatMap(groupsOf) },
  ])
  console.log(`\n| ${[title, ...columns.map(({ head }) => head)].join(' | ')} |`)
  console.log(`|${'---|'.repeat(columns.length + 1)}`)
  for (const group of groups.toSorted()) {
    const cells = columns.map(({ spans }) => {
      const mine = spans.filter((span) => span.group === group)
      return `${mine.filter(({ found }) => found).length} of ${mine.length}`
    })
    console.log(`| ${[group, ...cells].join(' | ')} |`)
  }
}

function groupNames(title: string, { language, spans }: GoldText): string[] {
  return title === 'language' ? [language] : spans.map(({ kind }) => kind)
}

/** Of the tuning half only: who looks at the other one has nothing left to measure with. */
function listMissed(): void {
  for (const gold of halves.tuning) {
    const output = redactToBlanks(gold.text)
    const { spans, removedOutside } = scoreRedaction(gold, output)
    const missed = spans.filter(({ found }) => !found).map(({ kind }) => kind)
    if (missed.length > 0 || removedOutside > 0)
      console.log(
        `${gold.language} missed: ${missed.join(' ')}; besides: ${removedOutside}\n  ${gold.text}\n  ${output}`,
      )
  }
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`
}
