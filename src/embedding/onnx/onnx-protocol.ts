/** What the worker loads: an ONNX encoder and the tokenizer that belongs to it. */
export interface OnnxFiles {
  readonly modelPath: string
  readonly tokenizerPath: string
  /** Tokens read of each text, the special ones included; the rest is cut off. */
  readonly maxTokens: number
  /** Threads for one batch. */
  readonly threads: number
}

export interface EmbedRequest {
  readonly id: number
  readonly texts: readonly string[]
}

/** `vectors` holds the unit vectors of a request one after the other; NaN where a text has none. */
export type OnnxAnswer =
  | { readonly kind: 'loaded'; readonly dimensions: number; readonly notice: string | null }
  | { readonly kind: 'no-runtime'; readonly reason: string }
  | { readonly kind: 'embedded'; readonly id: number; readonly vectors: Float32Array }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string }
