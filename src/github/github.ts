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
  /** What the App may do there, and whether somebody suspended it; null where a token is in use. */
  readInstallation(repository: string): Promise<Read<Installation | null>>

  /** Sent once and never repeated here: GitHub has no idempotency key, so a repeat would be a second issue. */
  createIssue(
    repository: string,
    issue: NewIssue,
  ): Promise<Created<Issue & { droppedLabels: string[]; droppedType: boolean }>>
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
  listIssues(repository: string, filter: IssueFilter): Pages<IssuePage>
  /** Makes the label where it is missing. Safe to repeat. */
  ensureLabel(repository: string, name: string): Promise<Read<{ created: boolean }>>
  /** The names of an organization's issue types; `missing` for a person's account, which has none. */
  listIssueTypes(owner: string): Promise<Read<string[]>>

  addComment(repository: string, number: number, body: string): Promise<Created<Comment>>
  updateComment(repository: string, commentId: string, body: string): Promise<Updated<Comment>>
  readComment(repository: string, commentId: string): Promise<Read<Comment>>
  /** Of one issue, oldest first. */
  listIssueComments(repository: string, number: number, filter?: CommentFilter): Pages<CommentPage>
  /** Of all issues and pull requests, those changed longest ago first. */
  listRepositoryComments(repository: string, filter?: CommentFilter): Pages<CommentPage>

  /** The newest 50, newest first. */
  listReleases(repository: string): Promise<Read<Release[]>>
  readPull(repository: string, number: number): Promise<Read<Pull>>
  /** Merged or not, those changed last first. */
  listClosedPulls(repository: string): Pages<PullPage>

  readHead(repository: string, branch: string): Promise<Read<Head>>
  /** All files below a tree. GitHub leaves out what is beyond 100,000 entries or 7 MB: `truncated`. */
  readTree(repository: string, tree: string): Promise<Read<Tree>>
  /** The bytes of a file of at most `blobLimit` bytes; a larger one is refused as `invalid`. */
  readBlob(repository: string, sha: string): Promise<Read<Uint8Array>>
}

/** A listing, page by page. The first answer that is not `ok` is also the last one. */
export type Pages<Page> = AsyncGenerator<Read<Page>, void, undefined>

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
  /** Somebody suspended the App's installation; it works again once that is undone. */
  | 'suspended'

/** Nothing was done; ask again at `retryAt` and not before. */
export type Limited = { outcome: 'limited'; retryAt: Date }

export type NewIssue = {
  title: string
  body: string
  labels: string[]
  /** The name of one of the organization's issue types. */
  type?: string
}

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
  /** The name of its issue type. */
  type: string | null
  /** Null for the issue of a deleted account. */
  author: string | null
  closedBy: string | null
  locked: boolean
  /** GitHub reads pull requests as issues too, where one is asked for by its number. */
  isPull: boolean
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

export type CommentFilter = {
  /** Only comments changed at or after. */
  since?: Date
}

export type CommentPage = { page: number; last: boolean; comments: Comment[] }

export type Repository = {
  id: string
  /** `owner/name` as it is now: another one than was asked for after a rename. */
  fullName: string
  url: string
  /** Whether it is hidden from the world; `internal` is. */
  private: boolean
  visibility: 'public' | 'private' | 'internal'
  archived: boolean
  hasIssues: boolean
  defaultBranch: string
  /** Our own; null where GitHub does not say. */
  permissions: { push: boolean; triage: boolean; admin: boolean } | null
}

export type Installation = {
  id: string
  suspended: boolean
  /** Such as `{ issues: 'write', metadata: 'read' }`. */
  permissions: Record<string, string>
  /** The login of the person or organization that it is installed on. */
  account: string
}

export type Release = {
  id: string
  tag: string
  name: string | null
  url: string
  draft: boolean
  prerelease: boolean
  /** Null for a draft. */
  publishedAt: Date | null
}

export type Pull = {
  number: number
  url: string
  title: string
  body: string
  merged: boolean
  mergedAt: Date | null
  /** The branch that it goes, or went, into. */
  base: string
  updatedAt: Date
}

export type PullPage = { page: number; last: boolean; pulls: Pull[] }

/** What a branch points to, as hashes of Git. */
export type Head = { commit: string; tree: string }

/** Files only: links that lead elsewhere (symbolic ones, submodules) are left out. */
export type Tree = { truncated: boolean; files: TreeFile[] }

/** `size` in bytes. */
export type TreeFile = { path: string; sha: string; size: number | null; mode: string }

export const blobLimit = 1_000_000

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
