import type { IssueFilter, IssuePage, Read } from './github.ts'
import { readFailure } from './github-failure.ts'
import type { GitHubRequests } from './github-requests.ts'
import { issuePageSchema } from './github-schemas.ts'

/**
 * By listing and never by search, whose index lags by minutes. Issues opened while we read push others to the
 * next page: one may be seen twice, none is missed.
 */
export async function* listIssues(
  requests: GitHubRequests,
  repository: string,
  { label, creator, since, page: first = 1 }: IssueFilter,
): AsyncGenerator<Read<IssuePage>, void, undefined> {
  for (let page = first; ; page++) {
    const answer = await requests.ask(repository, {
      route: 'GET /repos/{owner}/{repo}/issues',
      parameters: {
        state: 'all',
        sort: 'created',
        direction: 'desc',
        per_page: 100,
        page,
        ...(label !== undefined && { labels: label }),
        ...(creator !== undefined && { creator }),
        ...(since !== undefined && { since: since.toISOString() }),
      },
      success: 200,
      schema: issuePageSchema,
    })
    if (answer.outcome !== 'ok') {
      yield readFailure(answer)
      return
    }
    const last = !/rel="?next"?/.test(String(answer.headers.link ?? ''))
    yield { outcome: 'ok', value: { page, last, issues: answer.value } }
    if (last) return
  }
}
