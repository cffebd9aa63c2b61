/** Turns texts into vectors whose dot product is the likeness of meaning. One adapter a file beside this one. */
export interface Embedder {
  /** Name and version of the model, e.g. 'minilm-l6-v2-int8@1'. Vectors of different models never meet. */
  readonly model: string
  /** Length of every vector. Adapters that learn it from the model throw EmbedderUnavailable before `ready()`. */
  readonly dimensions: number
  /**
   * How much the dense likeness counts beside the lexical one for a text in this language (BCP-47 primary
   * subtag), 0..1. 0 means that the model cannot tell this language: do not embed.
   */
  denseShare(language: string): number
  /**
   * One Float32Array(dimensions) a text, in order: finite numbers, unit length. Null for a text that the model can't
   * turn into one though it answers for others: it would fail again, so it is compared by its wording.
   * Throws EmbedderUnavailable; the texts may be tried again later.
   */
  embed(texts: readonly string[]): Promise<(Float32Array | null)[]>
  /** Loads what it needs; may take seconds the first time. Throws EmbedderUnavailable. */
  ready(): Promise<void>
  /** What an operator should know of how it runs, once it is ready; null where there is nothing. */
  notice?(): string | null
  /** Ends what is under way, which then throws EmbedderUnavailable. */
  close(): Promise<void>
}

/** The model cannot answer now. Reports are kept without a vector and embedded when it is back. */
export class EmbedderUnavailable extends Error {
  override readonly name = 'EmbedderUnavailable'
}
