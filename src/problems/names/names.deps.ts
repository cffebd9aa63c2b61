import type { Namer } from '../../naming/namer.ts'

declare module '../../platform/deps.ts' {
  interface Deps {
    /** Null where no model writes names: they are made from the reports alone. */
    readonly namer: Namer | null
  }
}
