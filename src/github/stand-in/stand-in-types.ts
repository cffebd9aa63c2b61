export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none'
export type Visibility = 'public' | 'private' | 'internal'

export type StandInUser = { id: number; login: string; type: 'User' | 'Bot' | 'Organization' }

export type StandInLabel = { id: number; name: string; color: string; description: string | null }

export type StandInIssueType = { id: number; name: string }

export type StandInInstallation = { id: number; suspendedAt: string | null }

export type StandInRepository = {
  id: number
  owner: StandInUser
  name: string
  /** Full ones; they lead here as long as no other repository takes them. */
  formerNames: string[]
  visibility: Visibility
  archived: boolean
  hasIssues: boolean
  defaultBranch: string
  /** Undefined when the App is not installed on it. */
  installation: StandInInstallation | undefined
  /** Nobody is told what happens here: the App was suspended or uninstalled. */
  silent: boolean
  roles: Map<string, Role>
  labels: Map<string, StandInLabel>
  types: StandInIssueType[]
  /** Issues and pull requests by their number, in ascending order. */
  threads: Map<number, StandInIssue>
  lastNumber: number
  /** What became of the numbers that are no more. */
  gone: Map<number, 'deleted' | { repository: StandInRepository; issue: StandInIssue }>
  comments: Map<number, { issue: StandInIssue; comment: StandInComment }>
  /** So many of the newest issues do not show in listings yet. */
  unlisted: number
  releases: StandInRelease[]
  git: StandInGit
  createdAt: string
}

export type CloseReason = 'completed' | 'not_planned' | 'duplicate'

/** A pull request is one too, as in GitHub. */
export type StandInIssue = {
  id: number
  number: number
  title: string
  body: string | null
  state: 'open' | 'closed'
  stateReason: CloseReason | 'reopened' | null
  labels: StandInLabel[]
  type: StandInIssueType | null
  locked: boolean
  user: StandInUser
  closedBy: StandInUser | null
  createdAt: string
  updatedAt: string
  closedAt: string | null
  comments: StandInComment[]
  pull: StandInPull | null
}

export type StandInPull = {
  id: number
  base: string
  head: string
  headSha: string
  mergedAt: string | null
  mergedBy: StandInUser | null
  mergeSha: string | null
}

export type StandInComment = {
  id: number
  body: string
  user: StandInUser
  createdAt: string
  updatedAt: string
}

export type StandInRelease = {
  id: number
  tag: string
  name: string | null
  draft: boolean
  prerelease: boolean
  author: StandInUser
  createdAt: string
  publishedAt: string | null
}

/** The default branch only. */
export type StandInGit = {
  head: StandInCommit | undefined
  commits: Map<string, StandInCommit>
  trees: Map<string, StandInTree>
  blobs: Map<string, Buffer>
  /** Entries beyond these are left out of a tree's answer. */
  treeLimit: number
}

export type StandInCommit = {
  sha: string
  tree: string
  parent: string | null
  message: string
  author: StandInUser
  date: string
}

/** Files by their path. */
export type StandInTree = Map<string, StandInFile>

/** @see https://git-scm.com/book/en/v2/Git-Internals-Git-Objects for modes; 120000 is a symbolic link. */
export type StandInFile = { mode: FileMode; sha: string; size: number }

export type FileMode = '100644' | '100755' | '120000' | '160000'
