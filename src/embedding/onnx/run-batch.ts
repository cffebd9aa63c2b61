import type { OnnxSession } from './load-onnx-session.ts'

type Tokens = readonly number[]

/**
 * The vectors of a batch. Where it fails, or a vector is none, each text is tried alone: 8-bit layers take their
 * scale from the whole batch, so that one text can spoil the others. Null for a text that fails alone too.
 * @param probe a text that the model is known to take
 * @throws what the model throws, where it fails at the probe now
 */
export async function runBatch(
  session: Pick<OnnxSession, 'run'>,
  batch: readonly Tokens[],
  probe: Tokens,
): Promise<(Float32Array | null)[]> {
  const together = await session.run(batch).catch(() => null)
  if (together?.every((vector) => vector !== null)) return together
  const alone: (Float32Array | null)[] = []
  for (const text of batch) alone.push(await runAlone(session, text))
  if (alone.every((vector) => vector === null)) await runProbe(session, probe)
  return alone
}

async function runAlone(session: Pick<OnnxSession, 'run'>, text: Tokens): Promise<Float32Array | null> {
  const [vector = null] = await session.run([text]).catch(() => [])
  return vector
}

async function runProbe(session: Pick<OnnxSession, 'run'>, probe: Tokens): Promise<void> {
  const [vector = null] = await session.run([probe])
  if (vector === null) throw new Error('it answers zero or no finite numbers')
}
