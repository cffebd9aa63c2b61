import { z } from 'zod'
import { addComment, type Changed, editComment, editIssue, ensureLabel, openIssue } from './change-issues.ts'
import type { Presenter } from './present-github.ts'
import { complaint, type Reply } from './stand-in-faults.ts'
import { findComment, findIssue, mayWrite, type StandInState, same } from './stand-in-state.ts'
import type { StandInEvent, StandInRepository, StandInUser } from './stand-in-types.ts'

export type RepositoryCall = {
  state: StandInState
  presenter: Presenter
  repository: StandInRepository
  caller: StandInUser
  method: string
  /** What follows `/repos/{owner}/{repo}`. */
  rest: string
  query: URLSearchParams
  body: unknown
  emit(events: StandInEvent[]): void
}

type Answerer = (call: RepositoryCall, parameters: string[]) => Reply

const reasons = z.enum(['completed', 'not_planned', 'duplicate', 'reopened'])
const newIssueBody = z.object({
  title: z.string().trim().min(1),
  body: z.string().nullish(),
  labels: z.array(z.string()).default([]),
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

/** Answers of `/repos/{owner}/{repo}/issues…` and `…/labels…`, or undefined when there is no such path. */
export function answerIssues(call: RepositoryCall): Reply | undefined {
  for (const [method, path, answer] of routes) {
    const parameters = call.method === method ? path.exec(call.rest) : null
    if (parameters !== null) return answer(call, parameters.slice(1).map(decodeURIComponent))
  }
  return undefined
}

const listIssues: Answerer = ({ repository, presenter, query }) => {
  const wanted = query.get('state') ?? 'open'
  const labels = query.get('labels')?.split(',') ?? []
  const creator = query.get('creator')
  const since = query.get('since')
  const listed = repository.issues
    .slice(0, repository.issues.length - repository.unlisted)
    .filter((issue) => wanted === 'all' || issue.state === wanted)
    .filter((issue) => labels.every((label) => issue.labels.some(({ name }) => same(name, label))))
    .filter((issue) => creator === null || same(issue.user.login, creator))
    .filter((issue) => since === null || Date.parse(issue.updatedAt) >= Date.parse(since))
  if (query.get('direction') !== 'asc') listed.reverse()
  return pageOf(listed, query, `${presenter.apiUrl(repository)}/issues`, (issue) =>
    presenter.issue(repository, issue),
  )
}

const createIssue: Answerer = ({ state, repository, presenter, caller, body, emit }) => {
  const fields = newIssueBody.safeParse(body)
  if (!fields.success) return invalid('Issue', fields.error)
  const { title, labels } = fields.data
  const issue = commit(
    emit,
    openIssue(state, repository, caller, { title, body: fields.data.body ?? null, labels }),
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
  const { state_reason: stateReason, ...given } = fields.data
  const change = Object.fromEntries(
    Object.entries({ ...given, stateReason }).filter(([, value]) => value !== undefined),
  )
  commit(emit, editIssue(state, repository, issue, caller, change))
  return { status: 200, body: presenter.issue(repository, issue) }
}

const listComments: Answerer = ({ repository, presenter, query }, [number]) => {
  const issue = findIssue(repository, Number(number))
  if (issue === undefined) return notFound()
  const url = `${presenter.apiUrl(repository)}/issues/${number}/comments`
  return pageOf(issue.comments, query, url, (comment) => presenter.comment(repository, issue, comment))
}

const createComment: Answerer = ({ state, repository, presenter, caller, body, emit }, [number]) => {
  const issue = findIssue(repository, Number(number))
  if (issue === undefined) return notFound()
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
  const { issue, comment } = found
  commit(emit, editComment(state, repository, issue, comment, caller, fields.data.body))
  return { status: 200, body: presenter.comment(repository, issue, comment) }
}

const createLabel: Answerer = ({ state, repository, presenter, body }) => {
  const fields = labelBody.safeParse(body)
  if (!fields.success) return invalid('Label', fields.error)
  return { status: 201, body: presenter.label(repository, ensureLabel(state, repository, fields.data.name)) }
}

const readLabel: Answerer = ({ repository, presenter }, [name = '']) => {
  const label = repository.labels.get(name.toLowerCase())
  return label === undefined ? notFound() : { status: 200, body: presenter.label(repository, label) }
}

const routes: [method: string, rest: RegExp, answer: Answerer][] = [
  ['GET', /^\/issues$/, listIssues],
  ['POST', /^\/issues$/, createIssue],
  ['GET', /^\/issues\/(\d+)$/, readIssue],
  ['PATCH', /^\/issues\/(\d+)$/, updateIssue],
  ['GET', /^\/issues\/(\d+)\/comments$/, listComments],
  ['POST', /^\/issues\/(\d+)\/comments$/, createComment],
  ['GET', /^\/issues\/comments\/(\d+)$/, readComment],
  ['PATCH', /^\/issues\/comments\/(\d+)$/, updateComment],
  ['POST', /^\/labels$/, createLabel],
  ['GET', /^\/labels\/([^/]+)$/, readLabel],
]

export function notFound(): Reply {
  return { status: 404, body: complaint('Not Found') }
}

export function forbidden(): Reply {
  return { status: 403, body: complaint('Resource not accessible by personal access token') }
}

function commit<Value>(emit: (events: StandInEvent[]) => void, { value, events }: Changed<Value>): Value {
  emit(events)
  return value
}

function invalid(resource: string, error: z.ZodError): Reply {
  const errors = error.issues.map(({ path, message }) => ({
    resource,
    code: 'invalid',
    field: String(path[0] ?? ''),
    message,
  }))
  return { status: 422, body: { ...complaint('Validation Failed'), errors } }
}

function pageOf<Item>(
  items: Item[],
  query: URLSearchParams,
  url: string,
  present: (item: Item) => unknown,
): Reply {
  const size = Math.min(Number(query.get('per_page') ?? 30), 100)
  const page = Number(query.get('page') ?? 1)
  const last = Math.max(1, Math.ceil(items.length / size))
  const link = (to: number) => `<${url}?${new URLSearchParams([...query, ['page', String(to)]])}>`
  return {
    status: 200,
    body: items.slice((page - 1) * size, page * size).map(present),
    headers: page < last ? { link: `${link(page + 1)}; rel="next", ${link(last)}; rel="last"` } : {},
  }
}
