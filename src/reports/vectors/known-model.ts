import { type Embedder, EmbedderUnavailable } from '../../embedding/embedder.ts'

/** The configured model; null while an adapter that learns it from the model has not loaded it. */
export function knownModel(embedder: Embedder): string | null {
  try {
    return embedder.model
  } catch (error) {
    if (error instanceof EmbedderUnavailable) return null
    throw error
  }
}
