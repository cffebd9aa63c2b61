import type { Tensor } from 'onnxruntime-node'
import { checkedVector } from '../checked-vector.ts'
import { loadRuntime, type Runtime } from './load-runtime.ts'

export interface OnnxSession {
  /** Why it does not run on the native runtime; null where it does. */
  readonly notice: string | null
  /**
   * One unit vector a text: the mean over its tokens; null where that is zero or no finite number. Shorter texts
   * are padded to the longest.
   */
  run(batch: readonly (readonly number[])[]): Promise<(Float32Array | null)[]>
}

export async function loadOnnxSession(
  path: string,
  threads: number,
  padding: number,
  runtime: Promise<{ ort: Runtime; notice: string | null }> = loadRuntime(),
): Promise<OnnxSession> {
  const { ort, notice } = await runtime
  const session = await ort.InferenceSession.create(path, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    // Spinning saves a millisecond a text, but takes a core from the database and the server between texts.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  })
  const known = ['input_ids', 'attention_mask', 'token_type_ids', 'position_ids']
  const unknown = session.inputNames.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    throw new Error(`${path} wants the input ${unknown.join(', ')}; only ${known.join(', ')} can be given.`)
  }
  const preferred = ['last_hidden_state', 'token_embeddings', ...session.outputNames]
  const output = preferred.find((name) => session.outputNames.includes(name)) ?? ''
  return {
    notice,
    async run(batch) {
      const length = Math.max(...batch.map((ids) => ids.length))
      const inputs = fill(batch, length, padding)
      const feeds: Record<string, Tensor> = {}
      for (const name of session.inputNames) {
        feeds[name] = new ort.Tensor('int64', inputs[name as keyof typeof inputs], [batch.length, length])
      }
      const result = (await session.run(feeds))[output]
      if (!result || !(result.data instanceof Float32Array))
        throw new Error(`${path} answers no 32-bit floats.`)
      return pool(result.data, result.dims, batch)
    },
  }
}

function fill(batch: readonly (readonly number[])[], length: number, padding: number) {
  const size = batch.length * length
  const inputs = {
    input_ids: new BigInt64Array(size).fill(BigInt(padding)),
    attention_mask: new BigInt64Array(size),
    token_type_ids: new BigInt64Array(size),
    position_ids: new BigInt64Array(size),
  }
  batch.forEach((ids, row) => {
    ids.forEach((id, column) => {
      inputs.input_ids[row * length + column] = BigInt(id)
      inputs.attention_mask[row * length + column] = 1n
      inputs.position_ids[row * length + column] = BigInt(column)
    })
  })
  return inputs
}

/** [batch, length, width] to the mean over each text's own tokens; a model that pools itself answers [batch, width]. */
function pool(
  data: Float32Array,
  dims: readonly number[],
  batch: readonly (readonly number[])[],
): (Float32Array | null)[] {
  const width = dims.at(-1) ?? 0
  const length = dims.length === 3 ? (dims[1] ?? 0) : 1
  return batch.map((ids, row) => {
    const sum = new Float64Array(width)
    const tokens = Math.min(ids.length, length)
    for (let token = 0; token < tokens; token++) {
      const start = (row * length + token) * width
      for (let i = 0; i < width; i++) sum[i] = (sum[i] as number) + (data[start + i] as number)
    }
    return checkedVector(sum)
  })
}
