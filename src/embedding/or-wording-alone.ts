import type { Embedder } from './embedder.ts'
import { NoRuntime } from './onnx/no-runtime.ts'

/** Another name than that of any model: once there is a runtime, everything is embedded. */
const wordingAlone = 'wording-alone@1'

/**
 * The embedder, as long as its runtime can be loaded on this machine. Where it can't, no text has a meaning: reports
 * that waited for it would wait for ever, so they are compared by their wording.
 */
export function orWordingAlone(embedder: Embedder): Embedder {
  let missing: NoRuntime | null = null
  const unlessMissing = async <T>(attempt: () => Promise<T>, instead: T): Promise<T> => {
    if (missing !== null) return instead
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof NoRuntime)) throw error
      missing = error
      return instead
    }
  }
  return {
    get model() {
      return missing === null ? embedder.model : wordingAlone
    },
    get dimensions() {
      return embedder.dimensions
    },
    denseShare: (language) => (missing === null ? embedder.denseShare(language) : 0),
    embed: (texts) =>
      unlessMissing(
        () => embedder.embed(texts),
        texts.map(() => null),
      ),
    ready: () => unlessMissing(() => embedder.ready(), undefined),
    notice: () =>
      missing === null
        ? (embedder.notice?.() ?? null)
        : `${missing.message} Until then reports are compared by their wording alone.`,
    close: () => embedder.close(),
  }
}
