import { addComment, deleteComment, editComment, mayComment } from './change-comments.ts'
import { editIssue, type IssueFields, lockIssue, openIssue, replaceLabels } from './change-issues.ts'
import { closePull, type NewPull, openPull } from './change-pulls.ts'
import type { DoingsWorld, Happened } from './doings-world.ts'
import { deleteIssue, transferIssue } from './move-issues.ts'
import { type NewRelease, publishRelease } from './publish-release.ts'
import { openRepositoryDoings, type RepositoryDoings } from './repository-doings.ts'
import type { Changed } from './stand-in-event.ts'
import { findComment, findIssue, fullNameOf, same } from './stand-in-state.ts'
import type {
  CloseReason,
  StandInComment,
  StandInCommit,
  StandInIssue,
  StandInRelease,
  StandInRepository,
} from './stand-in-types.ts'
import { type FileChange, writeFiles } from './write-files.ts'

export type NewStandInIssue = { title: string; body?: string; labels?: string[]; type?: string }
export type IssueText = { title?: string; body?: string }

type Doing<Value> = Promise<Happened<Value>>

/**
 * What people do in GitHub. Nobody's right to do it is checked, except that a locked issue takes no comment of
 * who may not write. Each resolves when the webhooks about it have been answered.
 */
export type StandInDoings = RepositoryDoings & {
  /** Without pull requests. */
  issues(fullName: string): readonly StandInIssue[]
  /** Or a pull request. */
  issue(fullName: string, number: number): StandInIssue

  /** Labels and type are left out where `login` may not write. */
  openAs(fullName: string, login: string, issue: NewStandInIssue): Doing<StandInIssue>
  editAs(fullName: string, number: number, login: string, text: IssueText): Doing<StandInIssue>
  closeAs(fullName: string, number: number, login: string, reason: CloseReason): Doing<StandInIssue>
  reopenAs(fullName: string, number: number, login: string): Doing<StandInIssue>
  lockAs(fullName: string, number: number, login: string): Doing<StandInIssue>
  unlockAs(fullName: string, number: number, login: string): Doing<StandInIssue>
  labelAs(fullName: string, number: number, login: string, label: string): Doing<StandInIssue>
  unlabelAs(fullName: string, number: number, login: string, label: string): Doing<StandInIssue>
  /** It answers 410 from now on. */
  deleteIssueAs(fullName: string, number: number, login: string): Doing<StandInIssue>
  /** `value` is the issue in its new place; its old number leads there. */
  transferIssueAs(from: string, number: number, login: string, to: string): Doing<StandInIssue>

  commentAs(fullName: string, number: number, login: string, body: string): Doing<StandInComment>
  editCommentAs(fullName: string, id: number, login: string, body: string): Doing<StandInComment>
  deleteCommentAs(fullName: string, id: number, login: string): Doing<StandInComment>

  openPullAs(fullName: string, login: string, pull: NewPull): Doing<StandInIssue>
  /**
   * Closes the issues of the same repository that the text says it closes (`Fixes #1`) as completed. By default it
   * does where the pull request goes into the default branch.
   */
  mergePullAs(
    fullName: string,
    number: number,
    login: string,
    how?: { closes?: boolean },
  ): Doing<StandInIssue>
  /** Without merging it. */
  closePullAs(fullName: string, number: number, login: string): Doing<StandInIssue>
  publishReleaseAs(fullName: string, login: string, release: NewRelease): Doing<StandInRelease>

  /** Commits to the default branch in the owner's name; null takes a file away. */
  writeFiles(fullName: string, files: Record<string, FileChange>, message?: string): Doing<StandInCommit>
  /** The same, in place of the newest commit. */
  forcePush(fullName: string, files: Record<string, FileChange>, message?: string): Doing<StandInCommit>
}

export function openDoings(world: DoingsWorld): StandInDoings {
  const { state, deliveries } = world
  const repositoryOf = (fullName: string): StandInRepository => {
    const found = state.repository(fullName)
    if (found === undefined)
      throw new Error(`The stand-in has no repository ${fullName}; call addRepository first.`)
    return found
  }
  const issueOf = (fullName: string, number: number) => {
    const repository = repositoryOf(fullName)
    const issue = findIssue(repository, number)
    if (issue === undefined) throw new Error(`The stand-in has no issue ${fullName}#${number}.`)
    return { repository, issue }
  }
  const commentOf = (fullName: string, id: number) => {
    const repository = repositoryOf(fullName)
    const place = findComment(repository, id)
    if (place === undefined) throw new Error(`The stand-in has no comment ${id} in ${fullName}.`)
    return { repository, place }
  }
  const happen = async <Value>({ value, events }: Changed<Value>): Doing<Value> => {
    const [delivery] = await deliveries.emit(events)
    return { value, delivery }
  }
  const edit = (fullName: string, number: number, by: string, fields: IssueFields) => {
    const { repository, issue } = issueOf(fullName, number)
    return happen(editIssue(state, repository, issue, state.user(by), fields))
  }
  const lock = (fullName: string, number: number, by: string, locked: boolean) => {
    const { repository, issue } = issueOf(fullName, number)
    return happen(lockIssue(state, repository, issue, state.user(by), locked))
  }
  const relabel = (fullName: string, number: number, by: string, change: (names: string[]) => string[]) => {
    const { repository, issue } = issueOf(fullName, number)
    const names = change(issue.labels.map(({ name }) => name))
    return happen({
      value: issue,
      events: replaceLabels(state, repository, issue, state.user(by), names),
    })
  }
  const push = (
    fullName: string,
    files: Record<string, FileChange>,
    how: { message: string | undefined; forced: boolean },
  ) => {
    const repository = repositoryOf(fullName)
    return happen(writeFiles(state, repository, repository.owner, files, how))
  }

  return {
    ...openRepositoryDoings(world, repositoryOf, happen),
    issues: (fullName) => [...repositoryOf(fullName).threads.values()].filter(({ pull }) => pull === null),
    issue: (fullName, number) => issueOf(fullName, number).issue,

    openAs: (fullName, by, { title, body = null, labels = [], type }) =>
      happen(openIssue(state, repositoryOf(fullName), state.user(by), { title, body, labels, type })),
    editAs: edit,
    closeAs: (fullName, number, by, stateReason) =>
      edit(fullName, number, by, { state: 'closed', stateReason }),
    reopenAs: (fullName, number, by) => edit(fullName, number, by, { state: 'open' }),
    lockAs: (fullName, number, by) => lock(fullName, number, by, true),
    unlockAs: (fullName, number, by) => lock(fullName, number, by, false),
    labelAs: (fullName, number, by, label) =>
      relabel(fullName, number, by, (names) =>
        names.some((name) => same(name, label)) ? names : [...names, label],
      ),
    unlabelAs: (fullName, number, by, label) =>
      relabel(fullName, number, by, (names) => names.filter((name) => !same(name, label))),
    deleteIssueAs(fullName, number, by) {
      const { repository, issue } = issueOf(fullName, number)
      return happen(deleteIssue(repository, issue, state.user(by)))
    },
    transferIssueAs(from, number, by, to) {
      const { repository, issue } = issueOf(from, number)
      return happen(transferIssue(state, repository, issue, state.user(by), repositoryOf(to)))
    },

    async commentAs(fullName, number, by, body) {
      const { repository, issue } = issueOf(fullName, number)
      const user = state.user(by)
      if (!mayComment(repository, issue, user)) {
        throw new Error(`${fullNameOf(repository)}#${number} is locked; ${by} may not comment there.`)
      }
      return happen(addComment(state, repository, issue, user, body))
    },
    editCommentAs(fullName, id, by, body) {
      const { repository, place } = commentOf(fullName, id)
      return happen(editComment(state, repository, place, state.user(by), body))
    },
    deleteCommentAs(fullName, id, by) {
      const { repository, place } = commentOf(fullName, id)
      return happen(deleteComment(repository, place, state.user(by)))
    },

    openPullAs: (fullName, by, pull) => happen(openPull(state, repositoryOf(fullName), state.user(by), pull)),
    mergePullAs(fullName, number, by, { closes } = {}) {
      const { repository, issue } = issueOf(fullName, number)
      return happen(closePull(state, repository, issue, state.user(by), { merged: true, closes }))
    },
    closePullAs(fullName, number, by) {
      const { repository, issue } = issueOf(fullName, number)
      return happen(closePull(state, repository, issue, state.user(by), { merged: false }))
    },
    publishReleaseAs: (fullName, by, release) =>
      happen(publishRelease(state, repositoryOf(fullName), state.user(by), release)),

    writeFiles: (fullName, files, message) => push(fullName, files, { message, forced: false }),
    forcePush: (fullName, files, message) => push(fullName, files, { message, forced: true }),
  }
}
