import { EmbedderUnavailable } from '../../embedding/embedder.ts'
import type { Deps } from '../../platform/deps.ts'
import { knownModel } from './known-model.ts'

/** The configured model, loaded if need be; null while it is not available: whoever asks asks again later. */
export async function loadedModel({ embedder, log }: Pick<Deps, 'embedder' | 'log'>): Promise<string | null> {
  const known = knownModel(embedder)
  if (known !== null) return known
  try {
    await embedder.ready()
  } catch (error) {
    if (!(error instanceof EmbedderUnavailable)) throw error
    log.debug({ err: error }, 'whether vectors are of another model is looked up when the embedder is there')
  }
  return knownModel(embedder)
}
