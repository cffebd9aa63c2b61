import type { RepositoryObstacle } from '../platform/database/generated/prisma/client.ts'

type Words = {
  what: string
  /** What ends it; then all tickets go on. */
  mend: string
  /** It may be so for good: then only another repository helps, and how differs from ticket to ticket. */
  mayLast: boolean
  /** What a person does about the repository: `mend`, or another one. */
  next: string
}

const passing = (what: string, mend: string): Words => ({ what, mend, mayLast: false, next: mend })

const mayLast = (what: string, mend: string): Words => ({
  ...{ what, mend, mayLast: true },
  next: `${mend} Or connect the product to another repository: tickets without an issue go there, those with one stay here.`,
})

/** What is in the way of a repository's tickets, and what a person does about it. */
export const obstacleInPlainWords: Record<RepositoryObstacle, Words> = {
  MISSING: mayLast(
    'does not exist, or our credentials may not see it',
    'Check its name and give our credentials access to it.',
  ),
  REPLACED: mayLast(
    'is another repository now, under the name of the one that was connected',
    'If that one has a new name, connect the product to it by that name with connectRepository: all goes on there.',
  ),
  TAKEN: mayLast(
    'belongs to an installation that serves another organization',
    'Ask the operator whose installation it is.',
  ),
  UNINSTALLED: mayLast('does not have the GitHub App installed', 'Install the GitHub App on it.'),
  SUSPENDED: passing(
    'has the installation of the GitHub App suspended',
    'Unsuspend the installation in the settings of its owner. Nothing is lost; it goes on by itself.',
  ),
  UNAUTHORIZED: passing(
    'can’t be reached: GitHub does not accept our credentials any more',
    'Renew GITHUB_TOKEN or the key of the App.',
  ),
  FORBIDDEN: passing(
    'does not let our credentials write issues',
    'Give them write access to issues, then connect the repository again or retry.',
  ),
  ARCHIVED: mayLast('is archived', 'Unarchive it. Nothing is lost; it goes on by itself.'),
  ISSUES_DISABLED: mayLast(
    'has its issues switched off',
    'Switch them on in its settings. Nothing is lost; it goes on by itself.',
  ),
}
