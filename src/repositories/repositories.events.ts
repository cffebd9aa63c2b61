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
    /** The default branch may have moved: to this commit, by this person, where somebody said so. */
    'repository.pushed': About & { sender: string | null; commit: string | null }
  }
}

/** What somebody stands for: the text as it was when they did what is hinted at, and no later one. */
export type TextHint = {
  /** Whose doing it was; of an edit, who edited; null where nobody said. */
  sender: string | null
  /** By `hashText` of a comment, `hashWords` of an issue; null where nobody said. */
  textHash: string | null
  /** When GitHub says it was changed, in ISO 8601: what is read afterwards and is older, is behind. */
  updatedAt: string | null
}

export type IssueHint = TextHint & {
  number: number
  /** Of the issue, which keeps it where it is; null where nobody said. */
  githubId: string | null
  /** As GitHub names it; `compared` where the issue was found by comparing. */
  action: string
  /** The one that was set or taken away. */
  label: string | null
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

export type CommentHint = TextHint & {
  number: number
  commentId: string
  action: 'created' | 'edited' | 'deleted' | 'compared'
}
