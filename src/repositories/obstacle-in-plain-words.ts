import type { RepositoryObstacle } from '../platform/database/generated/prisma/client.ts'

/** What is in the way of a repository's tickets, and what a person does about it. */
export const obstacleInPlainWords: Record<RepositoryObstacle, { what: string; next: string }> = {
  MISSING: {
    what: 'does not exist, or our credentials may not see it',
    next: 'Check its name and give our credentials access to it, or connect the product to another repository.',
  },
  REPLACED: {
    what: 'is another repository now, under the name of the one that was connected',
    next: 'Connect the product anew with connectRepository.',
  },
  TAKEN: {
    what: 'belongs to an installation that serves another organization',
    next: 'Connect another repository, or ask the operator whose installation it is.',
  },
  UNINSTALLED: {
    what: 'does not have the GitHub App installed',
    next: 'Install the GitHub App on it.',
  },
  SUSPENDED: {
    what: 'has the installation of the GitHub App suspended',
    next: 'Unsuspend the installation in the settings of its owner. Nothing is lost; it goes on by itself.',
  },
  UNAUTHORIZED: {
    what: 'can’t be reached: GitHub does not accept our credentials any more',
    next: 'Renew GITHUB_TOKEN or the key of the App.',
  },
  FORBIDDEN: {
    what: 'does not let our credentials write issues',
    next: 'Give them write access to issues, then connect the repository again or retry.',
  },
  ARCHIVED: {
    what: 'is archived',
    next: 'Unarchive it, or connect the product to another repository. Nothing is lost; it goes on by itself.',
  },
  ISSUES_DISABLED: {
    what: 'has its issues switched off',
    next: 'Switch them on in its settings. Nothing is lost; it goes on by itself.',
  },
}
