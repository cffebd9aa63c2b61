import type { Known } from './answer-fields.ts'
import type { IssueFilter, IssuePage, Pages } from './github.ts'
import type { GitHubRequests } from './github-requests.ts'
import { issuePageSchema } from './github-schemas.ts'
import { listPages, namePages } from './list-pages.ts'

/**
 * By listing and never by search, whose index lags by minutes. Issues opened while we read push others to the
 * next page: one may be seen twice, none is missed.
 */
export function listIssues(
  requests: GitHubRequests,
  known: Known,
  { label, creator, since, page: first = 1 }: IssueFilter,
): Pages<IssuePage> {
  const pages = listPages(
    requests,
    known.repository,
    {
      route: 'GET /repos/{owner}/{repo}/issues',
      parameters: {
        state: 'all',
        sort: 'created',
        direction: 'desc',
        ...(label !== undefined && { labels: label }),
        ...(creator !== undefined && { creator }),
        ...(since !== undefined && { since: since.toISOString() }),
      },
      schema: issuePageSchema(known),
    },
    first,
  )
  return namePages(pages, ({ items, ...page }) => ({ ...page, issues: items }))
}
