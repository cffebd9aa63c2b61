import { createHash } from 'node:crypto'
import { type Namer, NamerMisunderstood, NamerUnavailable, type NamingQuestion } from '../../naming/namer.ts'
import { promptVersion } from '../../naming/naming-prompt.ts'
import { cutGraphemes } from '../../platform/cut-graphemes.ts'
import type { Deps } from '../../platform/deps.ts'
import { redactPersonalData } from '../../reports/redaction/redact-personal-data.ts'
import { cleanSuggestedName } from './clean-suggested-name.ts'
import type { NameMaterial } from './gather-name-material.ts'
import { reserveCall } from './reserve-call.ts'
import type { NewName } from './store-name.ts'

/** What one question may hold of customers' words. */
export const mostTexts = 8
export const mostTextGraphemes = 400

/** A name; when to ask again; or neither, where this question has no answer. */
export type Asked = { name: NewName } | { again: Date } | { name: null }

/** Asks the model for a name, unless it was asked the same before or too often of late. Never throws for its sake. */
export async function askNamer(
  deps: Deps,
  namer: Namer,
  organizationId: string,
  material: NameMaterial,
): Promise<Asked> {
  const asked = questionOf(material)
  const question = hashOf(namer, asked)
  const reserved = await reserveCall(deps, organizationId, question)
  if ('known' in reserved) return { name: reserved.known && nameOf(reserved.known) }
  if ('again' in reserved) return reserved

  const { namingCall } = deps.database.prisma
  const where = { organizationId_id: { organizationId, id: reserved.callId } }
  try {
    const cleaned = cleanSuggestedName(await namer.suggest(asked))
    if (cleaned === null) throw new NamerMisunderstood(`${namer.model} answered what cannot name a problem.`)
    await namingCall.update({ where, data: { outcome: 'ANSWERED', ...cleaned } })
    return { name: nameOf(cleaned) }
  } catch (error) {
    const unavailable = error instanceof NamerUnavailable
    if (!unavailable && !(error instanceof NamerMisunderstood)) throw error
    deps.log.warn({ err: error }, 'no name from the model; the one from the reports stands')
    await namingCall.update({ where, data: { outcome: unavailable ? 'UNAVAILABLE' : 'REFUSED' } })
    return unavailable && reserved.againAfter !== null ? { again: reserved.againAfter } : { name: null }
  }
}

const nameOf = ({ title, summary }: { title: string; summary: string }): NewName => ({
  title,
  source: 'MODEL',
  summary,
})

/** Only redacted words leave the service, and only so many. */
const questionOf = ({ language, terms, texts }: NameMaterial): NamingQuestion => ({
  language,
  terms: terms.map(({ word }) => word),
  texts: texts.slice(0, mostTexts).map(({ text }) => {
    const { text: redacted } = redactPersonalData(text)
    return cutGraphemes(redacted, mostTextGraphemes, 3 * mostTextGraphemes)
  }),
})

const hashOf = ({ model }: Namer, question: NamingQuestion): string =>
  createHash('sha256').update(JSON.stringify({ promptVersion, model, question })).digest('hex')
