import { detectLanguage } from '../embedding/detect-language.ts'
import { EmbedderUnavailable } from '../embedding/embedder.ts'
import { weigh } from '../embedding/lexical-features.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { sparsevecLiteral, vectorLiteral } from '../reports/vectors/vector-literals.ts'
import { type TextVector, vectorizeTexts, vectorizeWording } from '../reports/vectors/vectorize-texts.ts'
import type { GuidanceContent } from './guidance-input.ts'

/** Who wrote it: a member here, or somebody in GitHub, who may not be known. */
export type GuidanceAuthor = { memberId: string } | { githubLogin: string | null }

/** A version ready to be stored: what takes time is done outside the transaction. */
export type PreparedVersion = GuidanceContent & {
  language: string
  vectors: { part: string; vector: TextVector }[]
}

/** What guidance is matched by: its title alone, and the whole text. */
export const guidanceParts = ({ title, body }: { title: string; body: string }) => [
  { part: 'TITLE', text: title },
  { part: 'WHOLE', text: `${title}\n${body}` },
]

/** Without an embedder guidance is matched by its wording and scope alone, until a job embeds it. */
export async function prepareVersion(deps: Deps, content: GuidanceContent): Promise<PreparedVersion> {
  const parts = guidanceParts(content)
  const language =
    content.language?.split('-')[0]?.toLowerCase() ??
    detectLanguage(`${content.title}\n${content.body}`).language
  const texts = parts.map(({ text }) => ({ text, language }))
  const vectors = await vectorizeTexts(deps, texts).catch((error: unknown) => {
    if (!(error instanceof EmbedderUnavailable)) throw error
    deps.log.warn({ err: error }, 'guidance is stored without a vector of its meaning')
    return texts.map(vectorizeWording)
  })
  return {
    ...content,
    language,
    vectors: parts.map(({ part }, at) => ({ part, vector: vectors[at] as TextVector })),
  }
}

/** Stores a version as the current one, with the vector it is matched by, and tells every node. */
export async function storeVersion(
  deps: Deps,
  transaction: Transaction,
  guidance: { organizationId: string; id: string; version: number; problemId: string | null },
  content: PreparedVersion,
  author: GuidanceAuthor,
): Promise<void> {
  const { organizationId, id: guidanceId, version, problemId } = guidance
  await transaction.guidanceVersion.create({
    data: {
      organizationId,
      guidanceId,
      version,
      title: content.title,
      body: content.body,
      language: content.language,
      versionRange: content.versions ?? null,
      locales: content.locales ?? [],
      touchpoint: content.touchpoint ?? null,
      reviewOn: content.reviewOn ?? null,
      authorId: 'memberId' in author ? author.memberId : null,
      githubLogin: 'githubLogin' in author ? author.githubLogin : null,
      createdAt: deps.clock.now(),
    },
  })
  await storeVectors(deps, transaction, organizationId, guidanceId, content.vectors)
  await deps.broadcast.publish(transaction, 'guidance.published', { organizationId, guidanceId })
  await deps.events.emit(deps, transaction, 'guidance.changed', { organizationId, guidanceId, problemId })
}

async function storeVectors(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  guidanceId: string,
  vectors: PreparedVersion['vectors'],
): Promise<void> {
  const lexicon = await deps.lexicons.of(transaction, organizationId)
  for (const { part, vector } of vectors) {
    const dense = vector.dense && vectorLiteral(vector.dense)
    const lexical = sparsevecLiteral(weigh(vector.features, lexicon))
    await transaction.$executeRaw`
      INSERT INTO guidance_vectors (organization_id, guidance_id, part, model, asked_model, dense, lexical)
      VALUES (${organizationId}::uuid, ${guidanceId}::uuid, ${part}, ${vector.model}, ${vector.askedModel},
        ${dense}::vector, ${lexical}::sparsevec)
      ON CONFLICT (organization_id, guidance_id, part) DO UPDATE SET model = excluded.model,
        asked_model = excluded.asked_model, dense = excluded.dense, lexical = excluded.lexical`
  }
}
