import type { Deps } from '../deps.ts'
import { Unauthenticated, type Viewer } from '../viewer.ts'

export type Context = {
  readonly deps: Deps
  /** Whatever is asked of it throws Unauthenticated, where the request carries no valid key. */
  readonly viewer: Viewer
  readonly signal: AbortSignal
}

export const createContext = (
  deps: Deps,
  viewer: Viewer | Unauthenticated,
  signal: AbortSignal,
): Context => ({
  deps,
  signal,
  viewer: viewer instanceof Unauthenticated ? nobody(viewer) : viewer,
})

/** Who is asked only when somebody has to be known: the schema itself may be read without a key. */
const nobody = (refusal: Unauthenticated): Viewer =>
  new Proxy({} as Viewer, {
    get() {
      throw refusal
    },
  })
