import type { Embedder } from '../../src/embedding/embedder.ts'
import type { Telling } from './fill-apart.ts'

/** Answers at once what it was told before, under the name of a real model, in English only as that one. */
export class ToldEmbedder implements Embedder {
  readonly model: string
  readonly dimensions = 384
  readonly #told = new Map<string, Float32Array>()

  constructor(model: string) {
    this.model = model
  }

  learn(tellings: readonly Telling[]): void {
    for (const { text, dense } of tellings) if (dense) this.#told.set(text, Float32Array.from(dense))
  }

  denseShare(language: string): number {
    return language === 'en' ? 0.6 : 0
  }

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    return texts.map((text) => {
      const vector = this.#told.get(text)
      if (vector === undefined) throw new Error(`nobody told the vector of "${text}"`)
      return vector
    })
  }

  async ready(): Promise<void> {}
  async close(): Promise<void> {}
}
