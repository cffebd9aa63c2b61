import { z } from 'zod'
import type { Known } from './answer-fields.ts'
import type { CommentFilter, CommentPage, Pages } from './github.ts'
import type { GitHubRequests } from './github-requests.ts'
import { commentSchema } from './github-schemas.ts'
import { listPages, namePages } from './list-pages.ts'

export function listIssueComments(
  requests: GitHubRequests,
  known: Known,
  number: number,
  filter: CommentFilter,
): Pages<CommentPage> {
  return list(
    requests,
    known,
    'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
    { issue_number: number, ...changedSince(filter) },
    number,
  )
}

/**
 * Oldest change first. A comment that changes while we read moves to the end and may pull another one onto a page
 * that was read: begin the next time where this time began, not where it ended.
 */
export function listRepositoryComments(
  requests: GitHubRequests,
  known: Known,
  filter: CommentFilter,
): Pages<CommentPage> {
  const order = { sort: 'updated', direction: 'asc' }
  return list(requests, known, 'GET /repos/{owner}/{repo}/issues/comments', {
    ...order,
    ...changedSince(filter),
  })
}

function list(
  requests: GitHubRequests,
  known: Known,
  route: string,
  parameters: object,
  issueNumber?: number,
): Pages<CommentPage> {
  const schema = z.array(commentSchema(known, issueNumber))
  const pages = listPages(requests, known.repository, { route, parameters, schema })
  return namePages(pages, ({ items, ...page }) => ({ ...page, comments: items }))
}

function changedSince({ since }: CommentFilter): object {
  return since === undefined ? {} : { since: since.toISOString() }
}
