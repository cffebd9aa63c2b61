import type { Presenter } from './present-github.ts'
import type { Changed, StandInEvent } from './stand-in-event.ts'
import type { StandInState } from './stand-in-state.ts'
import type { StandInRepository, StandInUser, Visibility } from './stand-in-types.ts'

type RepositoryChange = Changed<StandInRepository>

export function renameRepository(
  state: StandInState,
  repository: StandInRepository,
  to: string,
  sender: StandInUser,
): RepositoryChange {
  const changes = { repository: { name: { from: repository.name } } }
  state.moveRepository(repository, to)
  return told('renamed', repository, sender, () => ({ changes }))
}

/** To another owner, perhaps under another name. */
export function transferRepository(
  state: StandInState,
  repository: StandInRepository,
  to: string,
  sender: StandInUser,
): RepositoryChange {
  const former = repository.owner
  state.moveRepository(repository, to)
  return told('transferred', repository, sender, (presenter) => {
    const account = presenter.user(former)
    const from = former.type === 'Organization' ? { organization: organization(account) } : { user: account }
    return { changes: { owner: { from } } }
  })
}

export function archiveRepository(
  repository: StandInRepository,
  archived: boolean,
  sender: StandInUser,
): RepositoryChange {
  repository.archived = archived
  return told(archived ? 'archived' : 'unarchived', repository, sender)
}

export function showRepository(
  repository: StandInRepository,
  visibility: Visibility,
  sender: StandInUser,
): RepositoryChange {
  repository.visibility = visibility
  return told(visibility === 'public' ? 'publicized' : 'privatized', repository, sender)
}

export function deleteRepository(
  state: StandInState,
  repository: StandInRepository,
  sender: StandInUser,
): RepositoryChange {
  state.removeRepository(repository)
  return told('deleted', repository, sender)
}

export function suspendInstallation(
  state: StandInState,
  repository: StandInRepository,
  suspended: boolean,
  sender: StandInUser,
): RepositoryChange {
  const { installation } = repository
  if (installation === undefined) throw new Error(`The App is not installed on ${repository.name}.`)
  installation.suspendedAt = suspended ? state.now() : null
  repository.silent = suspended
  return toldOfApp(suspended ? 'suspend' : 'unsuspend', repository, sender)
}

export function uninstallApp(repository: StandInRepository, sender: StandInUser): RepositoryChange {
  // The event names the installation that is gone, so it is printed before that is forgotten.
  const change = toldOfApp('deleted', repository, sender)
  repository.installation = undefined
  repository.silent = true
  return change
}

export function installApp(
  state: StandInState,
  repository: StandInRepository,
  sender: StandInUser,
): RepositoryChange {
  repository.installation = { id: state.nextId(), suspendedAt: null }
  repository.silent = false
  return toldOfApp('created', repository, sender)
}

function told(
  action: string,
  repository: StandInRepository,
  sender: StandInUser,
  about: StandInEvent['about'] = () => ({}),
): RepositoryChange {
  return { value: repository, events: [{ event: 'repository', action, repository, sender, about }] }
}

function toldOfApp(action: string, repository: StandInRepository, sender: StandInUser): RepositoryChange {
  const installation = repository.installation && { ...repository.installation }
  const about = (presenter: Presenter) => ({
    // It is about an account, not one repository.
    repository: undefined,
    repositories: [presenter.repositoryName(repository)],
    installation: installation && presenter.installation(repository, installation),
  })
  return { value: repository, events: [{ event: 'installation', action, repository, sender, about }] }
}

function organization({ login, id, node_id, avatar_url, url, repos_url, html_url }: Record<string, unknown>) {
  const links = ['events', 'hooks', 'issues', 'members', 'public_members'].map((tail) => [
    `${tail}_url`,
    `${url}/${tail}`,
  ])
  return {
    login,
    id,
    node_id,
    avatar_url,
    url,
    repos_url,
    html_url,
    description: null,
    ...Object.fromEntries(links),
  }
}
