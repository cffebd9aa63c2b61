import { readFile } from 'node:fs/promises'
import { z } from 'zod'

/** A tensor as 32-bit floats in row-major order. */
export interface FloatTensor {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

export interface Safetensors {
  /** 16-bit floats come out widened, without loss. Throws on an unknown name or a type that is not a float. */
  floats(name: string): FloatTensor
}

const headerSchema = z.record(
  z.string(),
  z.object({
    dtype: z.string(),
    shape: z.array(z.number().int().nonnegative()),
    data_offsets: z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]),
  }),
)

/** Format: https://huggingface.co/docs/safetensors (8 bytes of header length, JSON header, raw little-endian data). */
export async function readSafetensors(path: string): Promise<Safetensors> {
  const file = await readFile(path)
  const headerLength = Number(file.readBigUInt64LE(0))
  const { __metadata__: _, ...entries } = JSON.parse(file.toString('utf8', 8, 8 + headerLength))
  const header = headerSchema.parse(entries)
  const data = file.subarray(8 + headerLength)
  return {
    floats(name) {
      const entry = header[name]
      if (!entry) throw new Error(`${path} has no tensor ${name}.`)
      const bytes = data.subarray(...entry.data_offsets)
      if (entry.dtype === 'F16') return { shape: entry.shape, values: widen(bytes) }
      if (entry.dtype === 'F32') return { shape: entry.shape, values: new Float32Array(copyOf(bytes)) }
      throw new Error(`Tensor ${name} in ${path} has type ${entry.dtype}; only F16 and F32 are read.`)
    },
  }
}

/** Typed arrays need an aligned start, which a slice of the file does not promise. */
function copyOf(bytes: Uint8Array): ArrayBuffer {
  const copy = new Uint8Array(bytes.length)
  copy.set(bytes)
  return copy.buffer
}

function widen(bytes: Uint8Array): Float32Array {
  const halves = new Uint16Array(copyOf(bytes))
  const floats = new Float32Array(halves.length)
  // A plain loop: Float32Array.from takes twenty times as long over these ten million numbers.
  for (let i = 0; i < halves.length; i++) floats[i] = floatOfHalf[halves[i] as number] as number
  return floats
}

const floatOfHalf = Float32Array.from({ length: 65_536 }, (_, half) => {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >> 10) & 31
  const fraction = half & 0x3ff
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return exponent === 0 ? sign * 2 ** -24 * fraction : sign * 2 ** (exponent - 15) * (1 + fraction / 1024)
})
