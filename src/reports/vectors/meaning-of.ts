import type { Deps } from '../../platform/deps.ts'

/** What a model makes of a text. */
export type Meaning = {
  /** The model of `dense`; null where it cannot tell this language, or refuses this text. */
  model: string | null
  /** The model that was asked for `dense`, whether or not it gave one; '' where none was. */
  askedModel: string
  dense: Float32Array | null
  /** How much the dense likeness counts beside the lexical one, 0..1. */
  denseShare: number
}

/** Asks the model for the texts in languages that it can tell. @throws EmbedderUnavailable */
export async function meaningOf(
  { embedder }: Pick<Deps, 'embedder'>,
  texts: readonly { text: string; language: string }[],
): Promise<Meaning[]> {
  if (texts.length === 0) return []
  const shares = texts.map(({ language }) => embedder.denseShare(language))
  const told = texts.filter((_, at) => (shares[at] ?? 0) > 0)
  const vectors = told.length > 0 ? await embedder.embed(told.map(({ text }) => text)) : []
  const { model } = embedder
  let next = 0
  return shares.map((share) => {
    const dense = share > 0 ? (vectors[next++] ?? null) : null
    return { model: dense && model, askedModel: model, dense, denseShare: dense ? share : 0 }
  })
}
