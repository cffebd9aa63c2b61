import { type Embedder, EmbedderUnavailable } from '../../../src/embedding/embedder.ts'
import { wordBucket } from '../../../src/embedding/lexical-features.ts'
import { wordsOf } from '../../../src/embedding/lexical-words.ts'
import { unitLength } from '../../../src/embedding/unit-length.ts'

/** A model that is there at once, for stories about changing models; like texts have like vectors. */
export class BagOfWordsEmbedder implements Embedder {
  readonly model: string
  readonly dimensions: number
  /** Every text it was asked for, in order. */
  readonly asked: string[] = []
  /** Texts after which it is down. */
  mostTexts = Number.POSITIVE_INFINITY
  /** Settles before each answer. */
  gate: Promise<void> = Promise.resolve()
  readonly #languages: readonly string[] | 'all'

  constructor(model: string, dimensions: number, languages: readonly string[] | 'all' = 'all') {
    this.model = model
    this.dimensions = dimensions
    this.#languages = languages
  }

  denseShare(language: string): number {
    return this.#languages === 'all' || this.#languages.includes(language) ? 0.6 : 0
  }

  async ready(): Promise<void> {}

  async embed(texts: readonly string[]): Promise<(Float32Array | null)[]> {
    await this.gate
    if (this.asked.length + texts.length > this.mostTexts) throw new EmbedderUnavailable('The model is down.')
    this.asked.push(...texts)
    return texts.map((text) => {
      const counts = new Array<number>(this.dimensions).fill(0.01)
      for (const word of wordsOf(text.toLowerCase())) {
        const place = wordBucket(word) % this.dimensions
        counts[place] = (counts[place] ?? 0) + 1
      }
      return unitLength(counts)
    })
  }

  async close(): Promise<void> {}
}
