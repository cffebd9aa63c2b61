import type { Clock } from '../../platform/clock.ts'
import type { Role, StandInComment, StandInIssue, StandInRepository, StandInUser } from './stand-in-types.ts'

export type RepositorySettings = {
  private?: boolean
  archived?: boolean
  hasIssues?: boolean
  defaultBranch?: string
  /** Whether the App is installed on it. */
  installed?: boolean
}

/** Everything that this GitHub knows, in memory. Names are compared without case, as GitHub does. */
export type StandInState = {
  user(login: string): StandInUser
  knownUser(login: string): StandInUser | undefined
  addRepository(fullName: string, settings: RepositorySettings): StandInRepository
  /** By name, by former name or by id. */
  repository(fullName: string): StandInRepository | undefined
  repositoryById(id: number): StandInRepository | undefined
  hasInstallation(id: number): boolean
  changeRepository(repository: StandInRepository, settings: RepositorySettings): void
  rename(from: string, to: string): void
  nextId(): number
  now(): string
}

export function openState(clock: Clock): StandInState {
  const users = new Map<string, StandInUser>()
  const repositories: StandInRepository[] = []
  let lastId = 1_000_000
  const nextId = () => ++lastId

  const find = (fullName: string) => repositories.find((it) => same(`${it.owner.login}/${it.name}`, fullName))
  const user = (login: string): StandInUser => {
    const known = users.get(login.toLowerCase())
    if (known !== undefined) return known
    const added: StandInUser = { id: nextId(), login, type: login.endsWith('[bot]') ? 'Bot' : 'User' }
    users.set(login.toLowerCase(), added)
    return added
  }

  return {
    user,
    knownUser: (login) => users.get(login.toLowerCase()),
    nextId,
    now: () =>
      clock
        .now()
        .toISOString()
        .replace(/\.\d+Z$/, 'Z'),
    addRepository(fullName, settings) {
      if (find(fullName) !== undefined) throw new Error(`The stand-in has a repository ${fullName} already.`)
      const [owner, name] = fullName.split('/')
      if (!owner || !name) throw new Error(`"${fullName}" is not a repository; write owner/name.`)
      const added: StandInRepository = {
        id: nextId(),
        owner: user(owner),
        name,
        formerNames: [],
        private: settings.private ?? true,
        archived: settings.archived ?? false,
        hasIssues: settings.hasIssues ?? true,
        defaultBranch: settings.defaultBranch ?? 'main',
        installationId: settings.installed === false ? undefined : nextId(),
        roles: new Map(),
        labels: new Map(),
        issues: [],
        unlisted: 0,
        createdAt: this.now(),
      }
      repositories.push(added)
      return added
    },
    repository: (fullName) =>
      find(fullName) ?? repositories.find((it) => it.formerNames.some((former) => same(former, fullName))),
    repositoryById: (id) => repositories.find((it) => it.id === id),
    changeRepository(repository, { installed, ...settings }) {
      Object.assign(repository, settings)
      if (installed === false) repository.installationId = undefined
      if (installed === true) repository.installationId ??= nextId()
    },
    hasInstallation: (id) => repositories.some((it) => it.installationId === id),
    rename(from, to) {
      const repository = find(from)
      const [owner, name] = to.split('/')
      if (repository === undefined || !owner || !name) throw new Error(`Cannot rename ${from} to ${to}.`)
      repository.formerNames.push(from)
      repository.owner = user(owner)
      repository.name = name
    },
  }
}

export function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

export function fullNameOf(repository: StandInRepository): string {
  return `${repository.owner.login}/${repository.name}`
}

/** What somebody without a role of their own may do depends on who may see the repository. */
export function roleOf(repository: StandInRepository, login: string): Role {
  if (same(repository.owner.login, login)) return 'admin'
  return repository.roles.get(login.toLowerCase()) ?? (repository.private ? 'none' : 'read')
}

export function mayWrite(repository: StandInRepository, login: string): boolean {
  return ['admin', 'maintain', 'write'].includes(roleOf(repository, login))
}

export function findIssue(repository: StandInRepository, number: number): StandInIssue | undefined {
  return repository.issues.find((issue) => issue.number === number)
}

export function findComment(
  repository: StandInRepository,
  id: number,
): { issue: StandInIssue; comment: StandInComment } | undefined {
  for (const issue of repository.issues) {
    const comment = issue.comments.find((it) => it.id === id)
    if (comment !== undefined) return { issue, comment }
  }
  return undefined
}
