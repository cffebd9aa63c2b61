import type * as Ort from 'onnxruntime-node'
import { NoRuntime } from './no-runtime.ts'

/** What both builds of the runtime offer. */
export type Runtime = Pick<typeof Ort, 'InferenceSession' | 'Tensor'>

const native = 'onnxruntime-node'
const portable = 'onnxruntime-web'

/**
 * The native runtime; where this machine can't load it (another libc, system or processor than it was built for),
 * the same runtime as WebAssembly, if the operator has installed it.
 * @param load imports a package; tests bring their own
 */
export async function loadRuntime(
  load: (name: string) => Promise<unknown> = (name) => import(name),
): Promise<{ ort: Runtime; notice: string | null }> {
  try {
    return { ort: runtimeOf(await load(native)), notice: null }
  } catch (nativeFailure) {
    const why = `${native} can't be loaded here (${firstLine(nativeFailure)})`
    try {
      const ort = runtimeOf(await load(portable))
      return { ort, notice: `${why}; the model runs on ${portable}, several times slower` }
    } catch (failure) {
      throw new NoRuntime(
        `${why}, nor ${portable} in its place (${firstLine(failure)}). Install it: npm install ${portable}.`,
        { cause: nativeFailure },
      )
    }
  }
}

/** CommonJS builds may stand under `default` only. */
function runtimeOf(loaded: unknown): Runtime {
  const module = loaded as Partial<Runtime> & { default?: Runtime }
  const ort = module.InferenceSession ? module : module.default
  if (!ort?.InferenceSession || !ort.Tensor) throw new Error('it has no InferenceSession')
  return { InferenceSession: ort.InferenceSession, Tensor: ort.Tensor }
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
