import { z } from 'zod'
import { addComment, editComment, mayComment } from './change-comments.ts'
import { editIssue, ensureLabel, findType, openIssue } from './change-issues.ts'
import {
  type Answerer,
  commit,
  forbidden,
  invalid,
  notFound,
  pageOf,
  type Route,
  refuse,
} from './repository-call.ts'
import { complaint } from './stand-in-faults.ts'
import { findComment, findIssue, listedThreads, mayWrite, same } from './stand-in-state.ts'
import type { StandInComment } from './stand-in-types.ts'

const reasons = z.enum(['completed', 'not_planned', 'duplicate', 'reopened'])
const newIssueBody = z.object({
  title: z.string().trim().min(1),
  body: z.string().nullish(),
  labels: z.array(z.string()).default([]),
  type: z.string().nullish(),
})
const issueChangeBody = z.object({
  title: z.string().trim().min(1).optional(),
  body: z.string().nullable().optional(),
  state: z.enum(['open', 'closed']).optional(),
  state_reason: reasons.nullable().optional(),
  labels: z.array(z.string()).optional(),
})
const commentBody = z.object({ body: z.string().min(1) })
const labelBody = z.object({ name: z.string().min(1) })

const listIssues: Answerer = ({ repository, presenter, query }) => {
  const wanted = query.get('state') ?? 'open'
  const labels = query.get('labels')?.toLowerCase().split(',') ?? []
  const creator = query.get('creator')
  const since = changedSince(query)
  const listed = listedThreads(repository).filter(
    (issue) =>
      (wanted === 'all' || issue.state === wanted) &&
      (since === undefined || issue.updatedAt >= since) &&
      (creator === null || same(issue.user.login, creator)) &&
      labels.every((label) => issue.labels.some(({ name }) => name.toLowerCase() === label)),
  )
  if (query.get('sort') === 'updated') listed.sort(byChange)
  if (query.get('direction') !== 'asc') listed.reverse()
  return pageOf(listed, query, `${presenter.apiUrl(repository)}/issues`, (issue) =>
    presenter.issue(repository, issue),
  )
}

const createIssue: Answerer = ({ state, repository, presenter, caller, body, emit }) => {
  const fields = newIssueBody.safeParse(body)
  if (!fields.success) return invalid('Issue', fields.error)
  const { title, labels } = fields.data
  const type = fields.data.type ?? undefined
  if (type !== undefined && findType(repository, type) === undefined) {
    return refuse('Issue', { field: 'type', code: 'invalid', message: `There is no issue type ${type}.` })
  }
  const issue = commit(
    emit,
    openIssue(state, repository, caller, { title, body: fields.data.body ?? null, labels, type }),
  )
  return { status: 201, body: presenter.issue(repository, issue) }
}

const readIssue: Answerer = ({ repository, presenter }, [number]) => {
  const issue = findIssue(repository, Number(number))
  return issue === undefined ? notFound() : { status: 200, body: presenter.issue(repository, issue) }
}

const updateIssue: Answerer = ({ state, repository, presenter, caller, body, emit }, [number]) => {
  const issue = findIssue(repository, Number(number))
  if (issue === undefined) return notFound()
  if (!mayWrite(repository, caller.login) && issue.user !== caller) return forbidden()
  const fields = issueChangeBody.safeParse(body)
  if (!fields.success) return invalid('Issue', fields.error)
  const { state_reason: stateReason, labels: names, ...given } = fields.data
  // As GitHub: labels of who may not push are left out, and no error either.
  const labels = mayWrite(repository, caller.login) ? names : undefined
  const change = Object.fromEntries(
    Object.entries({ ...given, stateReason, labels }).filter(([, value]) => value !== undefined),
  )
  commit(emit, editIssue(state, repository, issue, caller, change))
  return { status: 200, body: presenter.issue(repository, issue) }
}

const listComments: Answerer = ({ repository, presenter, query }, [number]) => {
  const issue = findIssue(repository, Number(number))
  if (issue === undefined) return notFound()
  const url = `${presenter.apiUrl(repository)}/issues/${number}/comments`
  const since = changedSince(query)
  const listed = issue.comments.filter(({ updatedAt }) => since === undefined || updatedAt >= since)
  return pageOf(listed, query, url, (comment) => presenter.comment(repository, issue, comment))
}

const listRepositoryComments: Answerer = ({ repository, presenter, query }) => {
  const since = changedSince(query)
  const listed = [...repository.comments.values()].filter(
    ({ comment }) => since === undefined || comment.updatedAt >= since,
  )
  if (query.get('sort') === 'updated') listed.sort((one, other) => byChange(one.comment, other.comment))
  if (query.get('sort') !== null && query.get('direction') !== 'asc') listed.reverse()
  const url = `${presenter.apiUrl(repository)}/issues/comments`
  return pageOf(listed, query, url, ({ issue, comment }) => presenter.comment(repository, issue, comment))
}

const createComment: Answerer = ({ state, repository, presenter, caller, body, emit }, [number]) => {
  const issue = findIssue(repository, Number(number))
  if (issue === undefined) return notFound()
  if (!mayComment(repository, issue, caller)) {
    return { status: 403, body: complaint('Unable to create comment because issue is locked.') }
  }
  const fields = commentBody.safeParse(body)
  if (!fields.success) return invalid('IssueComment', fields.error)
  const comment = commit(emit, addComment(state, repository, issue, caller, fields.data.body))
  return { status: 201, body: presenter.comment(repository, issue, comment) }
}

const readComment: Answerer = ({ repository, presenter }, [id]) => {
  const found = findComment(repository, Number(id))
  if (found === undefined) return notFound()
  return { status: 200, body: presenter.comment(repository, found.issue, found.comment) }
}

const updateComment: Answerer = ({ state, repository, presenter, caller, body, emit }, [id]) => {
  const found = findComment(repository, Number(id))
  if (found === undefined) return notFound()
  if (!mayWrite(repository, caller.login) && found.comment.user !== caller) return forbidden()
  const fields = commentBody.safeParse(body)
  if (!fields.success) return invalid('IssueComment', fields.error)
  const comment = commit(emit, editComment(state, repository, found, caller, fields.data.body))
  return { status: 200, body: presenter.comment(repository, found.issue, comment) }
}

const createLabel: Answerer = ({ state, repository, presenter, caller, body }) => {
  if (!mayWrite(repository, caller.login)) return forbidden()
  const fields = labelBody.safeParse(body)
  if (!fields.success) return invalid('Label', fields.error)
  if (repository.labels.has(fields.data.name.toLowerCase())) {
    return refuse('Label', { field: 'name', code: 'already_exists' })
  }
  return { status: 201, body: presenter.label(repository, ensureLabel(state, repository, fields.data.name)) }
}

const readLabel: Answerer = ({ repository, presenter }, [name = '']) => {
  const label = repository.labels.get(name.toLowerCase())
  return label === undefined ? notFound() : { status: 200, body: presenter.label(repository, label) }
}

/** Of `/repos/{owner}/{repo}/issues…` and `…/labels…`. */
export const issueRoutes: Route[] = [
  ['GET', /^\/issues$/, listIssues],
  ['POST', /^\/issues$/, createIssue],
  ['GET', /^\/issues\/(\d+)$/, readIssue],
  ['PATCH', /^\/issues\/(\d+)$/, updateIssue],
  ['GET', /^\/issues\/(\d+)\/comments$/, listComments],
  ['POST', /^\/issues\/(\d+)\/comments$/, createComment],
  ['GET', /^\/issues\/comments$/, listRepositoryComments],
  ['GET', /^\/issues\/comments\/(\d+)$/, readComment],
  ['PATCH', /^\/issues\/comments\/(\d+)$/, updateComment],
  ['POST', /^\/labels$/, createLabel],
  ['GET', /^\/labels\/([^/]+)$/, readLabel],
]

/** As our times are written, to the second; compared as text, which is what makes long listings fast. */
function changedSince(query: URLSearchParams): string | undefined {
  const since = query.get('since')
  return since === null ? undefined : new Date(since).toISOString()
}

function byChange(one: Pick<StandInComment, 'updatedAt'>, other: Pick<StandInComment, 'updatedAt'>): number {
  if (one.updatedAt === other.updatedAt) return 0
  return one.updatedAt < other.updatedAt ? -1 : 1
}
