import type { RepositoryObstacle } from '../platform/database/generated/prisma/client.ts'

type About = { organizationId: string; repositoryId: string }

declare module '../platform/events.ts' {
  interface EventMap {
    /** An obstacle came or went, or other people may see the repository now. */
    'repository.changed': About & {
      obstacle: { was: RepositoryObstacle | null; is: RepositoryObstacle | null }
      isPrivate: { was: boolean | null; is: boolean | null }
    }

    // Hints that something happened at GitHub: by webhook, or found by comparing. Emitted at least once, in any order,
    // late; whoever hears one asks GitHub how things are now.
    'issue.touched': About & IssueHint
    'comment.touched': About & CommentHint
    /** A pull request was merged. */
    'pull.merged': About & { number: number }
    'release.published': About
    /** The default branch may have moved. */
    'repository.pushed': About
  }
}

export type IssueHint = {
  number: number
  /** As GitHub names it; `compared` where the issue was found by comparing. */
  action: string
  /** Whose doing it was; null where nobody said. */
  sender: string | null
  /** As they were when the hint was given; with the label that an action is about. */
  labels: string[]
  /** The last line of the issue's text, where it may be a marker of ours. */
  lastLine: string | null
  edit: IssueEdit | null
  movedTo: MovedIssue | null
}

/** What an edit of an issue with a living block changed; texts are null where they stayed. */
export type IssueEdit = {
  body: { from: string; to: string } | null
  title: { from: string; to: string } | null
  updatedAt: string
}

/** Where a transfer brought an issue. */
export type MovedIssue = {
  repository: string
  repositoryGithubId: string
  number: number
  githubId: string
  url: string
}

export type CommentHint = {
  number: number
  commentId: string
  action: 'created' | 'edited' | 'deleted' | 'compared'
  /** Who did it; for an edit, who edited; null where nobody said. */
  sender: string | null
}
