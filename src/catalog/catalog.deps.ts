import type { GitHub } from '../github/github.ts'

declare module '../platform/deps.ts' {
  interface Deps {
    /** Null while GitHub is off: tickets wait, rendered, until it is on. */
    readonly github: GitHub | null
    /** Where people reach this service; links in tickets begin with it. */
    readonly publicUrl: string
  }
}
