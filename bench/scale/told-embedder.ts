import type { Embedder } from '../../src/embedding/embedder.ts'

/** Answers at once what it was told before, under the name of a real model. */
export class ToldEmbedder implements Embedder {
  readonly model: string
  readonly dimensions: number
  readonly #real: Embedder
  readonly #told: Map<string, Float32Array>

  constructor(real: Embedder, told: Map<string, Float32Array>) {
    this.model = real.model
    this.dimensions = real.dimensions
    this.#real = real
    this.#told = told
  }

  denseShare(language: string): number {
    return this.#real.denseShare(language)
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
