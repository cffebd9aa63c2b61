/**
 * What GitHub can be asked, and every way it can answer.
 *
 * Where GitHub's answer decides, it is a value and not an exception: each union is exhaustive. Ids are strings,
 * because GitHub's numbers pass 2^53. A repository is always written `owner/name`.
 */
export type GitHub = {
  /** The name under which we write, such as `bothways[bot]`; kept once known. Throws GitHubLoginUnknown. */
  login(): Promise<string>

  readRepository(repository: string): Promise<Read<Repository>>
  permissionOf(repository: string, login: string): Promise<Read<Permission>>

  /** Sent once and never repeated here: GitHub has no idempotency key, so a repeat would be a second issue. */
  createIssue(repository: string, issue: NewIssue): Promise<Created<Issue & { droppedLabels: string[] }>>
  updateIssue(
    repository: string,
    number: number,
    change: IssueChange,
  ): Promise<Updated<Issue & { droppedLabels: string[] }>>
  readIssue(repository: string, number: number): Promise<Read<Issue>>
  /**
   * Pages of issues (not pull requests) in every state, newest first. The first answer that is not `ok` is also
   * the last one; only after a page with `last: true` has the whole listing been seen.
   */
  listIssues(repository: string, filter: IssueFilter): AsyncGenerator<Read<IssuePage>, void, undefined>

  addComment(repository: string, number: number, body: string): Promise<Created<Comment>>
  updateComment(repository: string, commentId: string, body: string): Promise<Updated<Comment>>
  readComment(repository: string, commentId: string): Promise<Read<Comment>>
}

export type Read<Value> = { outcome: 'ok'; value: Value } | ReadFailure

export type ReadFailure =
  /** Not there, deleted, or hidden from us: GitHub answers 404 for what we may not see. */
  | { outcome: 'missing'; message: string }
  | Refused
  | Limited
  /** No answer that can be trusted; nothing is known about the thing asked for. */
  | { outcome: 'unavailable'; reason: string }

/** The fields of what was created stand beside `outcome`. */
export type Created<Value> = ({ outcome: 'created' } & Value) | WriteFailure

export type Updated<Value> = ({ outcome: 'updated' } & Value) | WriteFailure

export type WriteFailure =
  | Refused
  | Limited
  /** It may have been written, or may be written still: look before writing again. */
  | { outcome: 'ambiguous'; reason: string }

/** A clear no from GitHub: nothing was written. `message` is GitHub's own, cut and without secrets. */
export type Refused = { outcome: 'refused'; reason: RefusalReason; message: string }

export type RefusalReason =
  /** No such repository or issue, or our credentials may not see it. */
  | 'not_found'
  | 'forbidden'
  | 'issues_disabled'
  | 'archived'
  /** GitHub, or this client before sending, found the request itself wrong. */
  | 'invalid'
  /** The token or the App's key is not (or no longer) accepted. */
  | 'unauthorized'

/** Nothing was done; ask again at `retryAt` and not before. */
export type Limited = { outcome: 'limited'; retryAt: Date }

export type NewIssue = { title: string; body: string; labels: string[] }

/** Only the fields given are changed; `labels` replaces all labels of the issue. */
export type IssueChange = {
  title?: string
  body?: string
  state?: 'open' | 'closed'
  stateReason?: StateReason
  labels?: string[]
}

export type StateReason = 'completed' | 'not_planned' | 'duplicate' | 'reopened'

export type IssueFilter = {
  label?: string
  /** A login; ours is `await login()`. */
  creator?: string
  /** Only issues updated at or after. */
  since?: Date
  /** The page to begin with, from 1. */
  page?: number
}

export type IssuePage = { page: number; last: boolean; issues: Issue[] }

export type Issue = {
  id: string
  nodeId: string
  number: number
  /** Where people read it. */
  url: string
  /** `owner/name` of where it is now: another one than was asked for after a rename or a transfer. */
  repository: string
  title: string
  body: string
  state: 'open' | 'closed'
  stateReason: StateReason | null
  labels: string[]
  /** Null for the issue of a deleted account. */
  author: string | null
  closedBy: string | null
  locked: boolean
  createdAt: Date
  updatedAt: Date
  closedAt: Date | null
}

export type Comment = {
  id: string
  nodeId: string
  url: string
  issueNumber: number
  body: string
  author: string | null
  createdAt: Date
  updatedAt: Date
}

export type Repository = {
  id: string
  /** `owner/name` as it is now: another one than was asked for after a rename. */
  fullName: string
  url: string
  private: boolean
  archived: boolean
  hasIssues: boolean
  defaultBranch: string
}

/** What somebody may do in a repository; `maintain` counts as write and `triage` as read, as GitHub does. */
export type Permission = 'admin' | 'write' | 'read' | 'none'

/** Our own login could not be asked for; `answer` says why. Retry later or, when refused, mend the credentials. */
export class GitHubLoginUnknown extends Error {
  override readonly name = 'GitHubLoginUnknown'
  readonly answer: ReadFailure
  constructor(answer: ReadFailure) {
    super(`GitHub did not say which login the credentials belong to: ${describe(answer)}`)
    this.answer = answer
  }
}

function describe(answer: ReadFailure): string {
  switch (answer.outcome) {
    case 'limited':
      return `over the rate limit until ${answer.retryAt.toISOString()}.`
    case 'unavailable':
      return answer.reason
    case 'missing':
    case 'refused':
      return answer.message
  }
}
