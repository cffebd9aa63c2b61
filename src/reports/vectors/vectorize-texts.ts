import { lexicalFeatures } from '../../embedding/lexical-features.ts'
import type { SparseVector } from '../../embedding/sparse-vector.ts'
import type { Deps } from '../../platform/deps.ts'

/** What a text is compared by. */
export type TextVector = {
  language: string
  /** The model of `dense`; null where the model cannot tell this language. */
  model: string | null
  dense: Float32Array | null
  /** How much the dense likeness counts beside the lexical one, 0..1. */
  denseShare: number
  /** Not weighed yet: the weights belong to an organization. */
  features: SparseVector
}

/** Compares the text by its wording alone. */
export const vectorizeWording = ({ text, language }: { text: string; language: string }): TextVector => ({
  language,
  model: null,
  dense: null,
  denseShare: 0,
  features: lexicalFeatures(text),
})

/** @throws EmbedderUnavailable */
export async function vectorizeTexts(
  { embedder }: Pick<Deps, 'embedder'>,
  texts: readonly { text: string; language: string }[],
): Promise<TextVector[]> {
  const shares = texts.map(({ language }) => embedder.denseShare(language))
  const told = texts.filter((_, at) => (shares[at] ?? 0) > 0)
  const dense = told.length > 0 ? await embedder.embed(told.map(({ text }) => text)) : []
  return texts.map(({ text, language }, at) => {
    const denseShare = shares[at] ?? 0
    const vector = denseShare > 0 ? (dense.shift() ?? null) : null
    return {
      language,
      model: vector === null ? null : embedder.model,
      dense: vector,
      denseShare,
      features: lexicalFeatures(text),
    }
  })
}
