import type { WritePermissions } from './write-permissions.ts'

declare module '../platform/deps.ts' {
  interface Deps {
    /** Who may write in which repository, as GitHub said a moment ago. */
    readonly writePermissions: WritePermissions
  }
}
