import { lexicalFeatureSteps, lexicalFeatures } from '../../embedding/lexical-features.ts'
import type { SparseVector } from '../../embedding/sparse-vector.ts'
import type { Deps } from '../../platform/deps.ts'
import { inTurns } from '../../platform/in-turns.ts'
import { type Meaning, meaningOf } from './meaning-of.ts'

/** What a text is compared by. */
export type TextVector = Meaning & {
  language: string
  /** Not weighed yet: the weights belong to an organization. */
  features: SparseVector
}

/** Compares the text by its wording alone. */
export const vectorizeWording = ({ text, language }: { text: string; language: string }): TextVector => ({
  language,
  model: null,
  askedModel: '',
  dense: null,
  denseShare: 0,
  features: lexicalFeatures(text),
})

/** @throws EmbedderUnavailable */
export async function vectorizeTexts(
  deps: Pick<Deps, 'embedder'>,
  texts: readonly { text: string; language: string }[],
): Promise<TextVector[]> {
  const meanings = await meaningOf(deps, texts)
  const features = await inTurns(featuresOf(texts))
  return texts.map(({ language }, at) => ({
    ...(meanings[at] as Meaning),
    language,
    features: features[at] as SparseVector,
  }))
}

function* featuresOf(texts: readonly { text: string }[]): Generator<void, SparseVector[]> {
  const features: SparseVector[] = []
  for (const { text } of texts) features.push(yield* lexicalFeatureSteps(text))
  return features
}
