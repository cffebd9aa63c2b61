import { join } from 'node:path'
import type { Embedder } from '../embedding/embedder.ts'
import { MiniLmEmbedder } from '../embedding/minilm/minilm-embedder.ts'
import { OnnxFolderEmbedder } from '../embedding/onnx-folder-embedder.ts'
import { OpenAiEmbedder } from '../embedding/openai-embedder.ts'
import { orWordingAlone } from '../embedding/or-wording-alone.ts'
import type { Env } from '../env.ts'

export function pickEmbedder({ embedding, dataDir }: Env): Embedder {
  switch (embedding.kind) {
    case 'built-in':
      return orWordingAlone(new MiniLmEmbedder({ directory: join(dataDir, 'models') }))
    case 'openai':
      return new OpenAiEmbedder(embedding)
    case 'folder':
      return orWordingAlone(new OnnxFolderEmbedder(embedding))
  }
}
