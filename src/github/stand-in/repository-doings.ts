import {
  archiveRepository,
  deleteRepository,
  installApp,
  renameRepository,
  showRepository,
  suspendInstallation,
  transferRepository,
  uninstallApp,
} from './change-repositories.ts'
import type { DoingsWorld, Happened } from './doings-world.ts'
import type { Changed } from './stand-in-event.ts'
import type { RepositorySettings } from './stand-in-state.ts'
import type { Role, StandInRepository } from './stand-in-types.ts'

type Doing = Promise<Happened<StandInRepository>>

/** What owners do with repositories, in the owner's name, and how a test sets one up. */
export type RepositoryDoings = {
  /** Our own login, and the App's where it is installed, may write there. */
  addRepository(fullName: string, settings?: RepositorySettings): StandInRepository
  /** Tells no webhook. */
  changeRepository(fullName: string, settings: RepositorySettings): void
  setPermission(fullName: string, login: string, role: Role): void
  /** Makes its owner an organization, as persons' repositories have no issue types. */
  setIssueTypes(fullName: string, names: string[]): void
  /** So many of the newest issues do not show in listings yet. */
  lagListing(fullName: string, unlisted: number): void

  renameRepository(from: string, to: string): Doing
  transferRepository(from: string, to: string): Doing
  archive(fullName: string): Doing
  unarchive(fullName: string): Doing
  publicize(fullName: string): Doing
  privatize(fullName: string): Doing
  /** GitHub tells no webhook reliably. */
  disableIssues(fullName: string): void
  enableIssues(fullName: string): void
  deleteRepository(fullName: string): Doing

  /** Until it is unsuspended nothing else that happens there is told, and it never will be. */
  suspendInstallation(fullName: string): Doing
  unsuspendInstallation(fullName: string): Doing
  /** Its tokens stop working; nothing that happens there is told any more. */
  uninstall(fullName: string): Doing
  install(fullName: string): Doing
}

export function openRepositoryDoings(
  { state, access, writers }: DoingsWorld,
  repositoryOf: (fullName: string) => StandInRepository,
  happen: (change: Changed<StandInRepository>) => Doing,
): RepositoryDoings {
  return {
    addRepository(fullName, settings = {}) {
      const repository = state.addRepository(fullName, settings)
      for (const login of writers) repository.roles.set(login.toLowerCase(), 'write')
      return repository
    },
    changeRepository: (fullName, settings) => state.changeRepository(repositoryOf(fullName), settings),
    setPermission(fullName, login, role) {
      repositoryOf(fullName).roles.set(state.user(login).login.toLowerCase(), role)
    },
    setIssueTypes(fullName, names) {
      const repository = repositoryOf(fullName)
      repository.owner.type = 'Organization'
      repository.types = names.map((name) => ({ id: state.nextId(), name }))
    },
    lagListing(fullName, unlisted) {
      repositoryOf(fullName).unlisted = unlisted
    },

    renameRepository(from, to) {
      const repository = repositoryOf(from)
      return happen(renameRepository(state, repository, to, repository.owner))
    },
    transferRepository(from, to) {
      const repository = repositoryOf(from)
      return happen(transferRepository(state, repository, to, repository.owner))
    },
    archive: (fullName) => archived(fullName, true),
    unarchive: (fullName) => archived(fullName, false),
    publicize: (fullName) => shown(fullName, 'public'),
    privatize: (fullName) => shown(fullName, 'private'),
    disableIssues: (fullName) => state.changeRepository(repositoryOf(fullName), { hasIssues: false }),
    enableIssues: (fullName) => state.changeRepository(repositoryOf(fullName), { hasIssues: true }),
    deleteRepository(fullName) {
      const repository = repositoryOf(fullName)
      return happen(deleteRepository(state, repository, repository.owner))
    },

    suspendInstallation: (fullName) => suspended(fullName, true),
    unsuspendInstallation: (fullName) => suspended(fullName, false),
    uninstall(fullName) {
      const repository = repositoryOf(fullName)
      if (repository.installation) access.revokeInstallationTokens(repository.installation.id)
      return happen(uninstallApp(repository, repository.owner))
    },
    install(fullName) {
      const repository = repositoryOf(fullName)
      return happen(installApp(state, repository, repository.owner))
    },
  }

  function archived(fullName: string, is: boolean): Doing {
    const repository = repositoryOf(fullName)
    return happen(archiveRepository(repository, is, repository.owner))
  }
  function shown(fullName: string, visibility: 'public' | 'private'): Doing {
    const repository = repositoryOf(fullName)
    return happen(showRepository(repository, visibility, repository.owner))
  }
  function suspended(fullName: string, is: boolean): Doing {
    const repository = repositoryOf(fullName)
    return happen(suspendInstallation(state, repository, is, repository.owner))
  }
}
