import { readFile } from 'node:fs/promises'
import { Tokenizer } from '@huggingface/tokenizers'

export interface TextEncoder {
  readonly padding: number
  /** Token ids with the special ones at both ends, at most `maxTokens`. */
  encode(text: string): number[]
}

/** No language needs more letters than this for a token on average, and nobody waits for 20,000 to be split. */
const lettersPerToken = 16

/** `tokenizer.json` of Hugging Face's tokenizers; its own truncation and padding are not applied. */
export async function loadTokenizer(path: string, maxTokens: number): Promise<TextEncoder> {
  const tokenizer = new Tokenizer(JSON.parse(await readFile(path, 'utf8')), {})
  const padding = tokenizer.token_to_id('[PAD]') ?? tokenizer.token_to_id('<pad>') ?? 0
  return {
    padding,
    encode(text) {
      const start = text
        .toWellFormed()
        .replace(/\s+/gu, ' ')
        .slice(0, maxTokens * lettersPerToken)
      const { ids } = tokenizer.encode(start)
      // The closing special token stays: models read it as the end of the text.
      return ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - 1), ids.at(-1) ?? padding]
    },
  }
}
