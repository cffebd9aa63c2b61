import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { threadId } from 'node:worker_threads'
import { z } from 'zod'
import { buildBert } from './build-bert.ts'
import { miniLmFiles, miniLmModel } from './minilm-files.ts'
import { addQuantizedLinear } from './quantize-linear.ts'
import { readSafetensors } from './read-safetensors.ts'

const configSchema = z.object({
  hidden_size: z.number(),
  num_attention_heads: z.number(),
  num_hidden_layers: z.number(),
  layer_norm_eps: z.number(),
})

/**
 * Writes MiniLM as an 8-bit ONNX graph into the directory, unless this version is there, and answers its path.
 * Takes about a second of pure computing and 300 MB. Several processes may do so at once: each writes its
 * own file, and the last rename wins with the same content.
 */
export async function prepareMiniLm(directory: string): Promise<string> {
  const path = miniLmPath(directory)
  if (await exists(path)) return path
  const files = miniLmFiles()
  const config = configSchema.parse(JSON.parse(await readFile(files.configPath, 'utf8')))
  const weights = await readSafetensors(files.weightsPath)
  const graph = buildBert(
    weights,
    {
      hidden: config.hidden_size,
      heads: config.num_attention_heads,
      layers: config.num_hidden_layers,
      layerNormEpsilon: config.layer_norm_eps,
    },
    addQuantizedLinear,
  )
  await mkdir(directory, { recursive: true })
  const unfinished = `${path}.${process.pid}-${threadId}.tmp`
  try {
    await writeDurably(unfinished, graph)
    await rename(unfinished, path)
  } finally {
    await rm(unfinished, { force: true })
  }
  return path
}

export function miniLmPath(directory: string): string {
  return join(directory, `${miniLmModel}.onnx`)
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** Without the sync, a power cut could leave an empty file under the final name. */
async function writeDurably(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}
