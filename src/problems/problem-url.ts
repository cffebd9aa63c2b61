import { encodeGlobalID } from '@pothos/plugin-relay'
import type { Deps } from '../platform/deps.ts'

/** Where a person looks at a problem; it leads to GraphiQL with the query for it. */
export const problemUrl = ({ publicUrl }: Pick<Deps, 'publicUrl'>, problemId: string): string =>
  `${publicUrl}/problems/${encodeURIComponent(encodeGlobalID('Problem', problemId))}`
