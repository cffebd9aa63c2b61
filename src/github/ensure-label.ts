import type { Read } from './github.ts'
import { readFailure } from './github-failure.ts'
import { type GitHubRequests, get } from './github-requests.ts'
import { labelSchema } from './github-schemas.ts'

/** Reads first: creating what is there would cost a write, of which GitHub allows few. */
export async function ensureLabel(
  requests: GitHubRequests,
  repository: string,
  name: string,
): Promise<Read<{ created: boolean }>> {
  const read = await requests.read(
    repository,
    get('/repos/{owner}/{repo}/labels/{name}', { name }, labelSchema),
  )
  if (read.outcome === 'ok') return { outcome: 'ok', value: { created: false } }
  if (read.outcome !== 'missing') return read

  const made = await requests.ask(repository, {
    route: 'POST /repos/{owner}/{repo}/labels',
    parameters: { name },
    success: 201,
    schema: labelSchema,
  })
  if (made.outcome === 'ok') return { outcome: 'ok', value: { created: true } }
  const isThere =
    made.outcome === 'refused' && made.reason === 'invalid' && /already[_ ]exists/i.test(made.message)
  return isThere ? { outcome: 'ok', value: { created: false } } : readFailure(made)
}
