import type { Embedder } from '../../../embedding/embedder.ts'
import type { Clock } from '../../../platform/clock.ts'
import { type Finding, fine, reasonOf, wrong } from './finding.ts'

/** Loads the model and embeds one text with it. */
export async function checkEmbedder(embedder: Embedder, clock: Clock): Promise<Finding> {
  try {
    await embedder.ready()
    const began = clock.now().getTime()
    await embedder.embed(['The clock flashes after a power cut.'])
    const took = clock.now().getTime() - began
    const notice = embedder.notice?.() ?? null
    return fine(`embedder: ${embedder.model}, one text in ${took} ms${notice === null ? '' : `; ${notice}`}`)
  } catch (error) {
    return wrong(
      `embedder: ${reasonOf(error)}`,
      'Reports are kept meanwhile. Check EMBEDDING_URL, EMBEDDING_MODEL, EMBEDDING_API_KEY or EMBEDDING_DIR.',
    )
  }
}
