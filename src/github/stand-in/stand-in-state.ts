import type { Clock } from '../../platform/clock.ts'
import type {
  Role,
  StandInComment,
  StandInInstallation,
  StandInIssue,
  StandInRepository,
  StandInUser,
  Visibility,
} from './stand-in-types.ts'

export type RepositorySettings = {
  private?: boolean
  /** Goes before `private`. */
  visibility?: Visibility
  archived?: boolean
  hasIssues?: boolean
  defaultBranch?: string
  /** Whether the App is installed on it. */
  installed?: boolean
  /** Entries beyond these are left out of a tree's answer, as GitHub does beyond 100,000. */
  treeLimit?: number
}

/** Everything that this GitHub knows, in memory. Names are compared without case, as GitHub does. */
export type StandInState = {
  user(login: string): StandInUser
  knownUser(login: string): StandInUser | undefined
  addRepository(fullName: string, settings: RepositorySettings): StandInRepository
  /** By name or by former name. */
  repository(fullName: string): StandInRepository | undefined
  repositoryById(id: number): StandInRepository | undefined
  repositoriesOf(owner: string): StandInRepository[]
  installation(id: number): StandInInstallation | undefined
  changeRepository(repository: StandInRepository, settings: RepositorySettings): void
  /** Its old name leads to it from now on. */
  moveRepository(repository: StandInRepository, to: string): void
  removeRepository(repository: StandInRepository): void
  nextId(): number
  now(): string
}

export function openState(clock: Clock): StandInState {
  const users = new Map<string, StandInUser>()
  const repositories: StandInRepository[] = []
  let lastId = 1_000_000
  const nextId = () => ++lastId

  const find = (fullName: string) => repositories.find((it) => same(fullNameOf(it), fullName))
  const user = (login: string): StandInUser => {
    const known = users.get(login.toLowerCase())
    if (known !== undefined) return known
    const added: StandInUser = { id: nextId(), login, type: login.endsWith('[bot]') ? 'Bot' : 'User' }
    users.set(login.toLowerCase(), added)
    return added
  }
  const freeName = (fullName: string): { owner: StandInUser; name: string } => {
    if (find(fullName) !== undefined) throw new Error(`The stand-in has a repository ${fullName} already.`)
    const [owner, name] = fullName.split('/')
    if (!owner || !name) throw new Error(`"${fullName}" is not a repository; write owner/name.`)
    return { owner: user(owner), name }
  }

  const state: StandInState = {
    user,
    knownUser: (login) => users.get(login.toLowerCase()),
    nextId,
    now: () =>
      clock
        .now()
        .toISOString()
        .replace(/\.\d+Z$/, 'Z'),
    addRepository(fullName, settings) {
      const added: StandInRepository = {
        id: nextId(),
        ...freeName(fullName),
        formerNames: [],
        visibility: 'private',
        archived: false,
        hasIssues: true,
        defaultBranch: 'main',
        installation: undefined,
        silent: false,
        roles: new Map(),
        labels: new Map(),
        types: [],
        threads: new Map(),
        lastNumber: 0,
        gone: new Map(),
        comments: new Map(),
        unlisted: 0,
        releases: [],
        git: { head: undefined, commits: new Map(), trees: new Map(), blobs: new Map(), treeLimit: 100_000 },
        createdAt: state.now(),
      }
      state.changeRepository(added, { installed: true, ...settings })
      repositories.push(added)
      return added
    },
    repository: (fullName) =>
      find(fullName) ?? repositories.find((it) => it.formerNames.some((former) => same(former, fullName))),
    repositoryById: (id) => repositories.find((it) => it.id === id),
    repositoriesOf: (owner) => repositories.filter((it) => same(it.owner.login, owner)),
    installation: (id) => repositories.find((it) => it.installation?.id === id)?.installation,
    changeRepository(repository, { installed, private: hidden, visibility, treeLimit, ...settings }) {
      Object.assign(repository, settings)
      if (hidden !== undefined) repository.visibility = hidden ? 'private' : 'public'
      if (visibility !== undefined) repository.visibility = visibility
      if (treeLimit !== undefined) repository.git.treeLimit = treeLimit
      if (installed === false) repository.installation = undefined
      if (installed === true) repository.installation ??= { id: nextId(), suspendedAt: null }
    },
    moveRepository(repository, to) {
      const free = freeName(to)
      repository.formerNames.push(fullNameOf(repository))
      Object.assign(repository, free)
    },
    removeRepository(repository) {
      repositories.splice(repositories.indexOf(repository), 1)
    },
  }
  return state
}

export function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

export function fullNameOf(repository: StandInRepository): string {
  return `${repository.owner.login}/${repository.name}`
}

/** Everybody may read what is public, whatever role they have. */
export function roleOf(repository: StandInRepository, login: string): Role {
  if (same(repository.owner.login, login)) return 'admin'
  const given = repository.roles.get(login.toLowerCase()) ?? 'none'
  return given === 'none' && repository.visibility === 'public' ? 'read' : given
}

export function mayWrite(repository: StandInRepository, login: string): boolean {
  return ['admin', 'maintain', 'write'].includes(roleOf(repository, login))
}

/** Pull requests included, oldest first. */
export function listedThreads({ threads, unlisted }: StandInRepository): StandInIssue[] {
  const all = [...threads.values()]
  return unlisted === 0 ? all : all.slice(0, Math.max(0, all.length - unlisted))
}

export function findIssue(repository: StandInRepository, number: number): StandInIssue | undefined {
  return repository.threads.get(number)
}

export function findComment(
  repository: StandInRepository,
  id: number,
): { issue: StandInIssue; comment: StandInComment } | undefined {
  return repository.comments.get(id)
}
