import type { Deps } from '../deps.ts'
import { Unauthenticated, type Viewer } from '../viewer.ts'

export type Context = {
  readonly deps: Deps
  /** Throws Unauthenticated where the request carries no valid key. */
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
  get viewer() {
    if (viewer instanceof Unauthenticated) throw viewer
    return viewer
  },
})
