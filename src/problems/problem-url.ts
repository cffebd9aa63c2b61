import { encodeGlobalID } from '@pothos/plugin-relay'
import type { Deps } from '../platform/deps.ts'

/** Where a person looks at a problem: GraphiQL, with the query for it filled in. */
export function problemUrl({ publicUrl }: Pick<Deps, 'publicUrl'>, problemId: string): string {
  const query = `{ problem(id: "${encodeGlobalID('Problem', problemId)}") { title status reportCount customerCount } }`
  return `${publicUrl}/graphql?query=${encodeURIComponent(query)}`
}
