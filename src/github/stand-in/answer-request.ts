import type { Clock } from '../../platform/clock.ts'
import { answerIssues, forbidden, notFound } from './answer-issues.ts'
import type { Presenter } from './present-github.ts'
import { nodeId } from './present-github.ts'
import type { Access, Caller, StandInApp } from './stand-in-access.ts'
import { complaint, type Reply } from './stand-in-faults.ts'
import { fullNameOf, roleOf, type StandInState } from './stand-in-state.ts'
import type { StandInEvent, StandInRepository } from './stand-in-types.ts'

export type StandInWorld = {
  state: StandInState
  presenter: Presenter
  access: Access
  app: StandInApp
  clock: Clock
  emit(events: StandInEvent[]): void
}

export type StandInRequest = {
  method: string
  path: string
  query: URLSearchParams
  body: unknown
  authorization: string | undefined
}

/** What GitHub would answer, the change carried out. */
export function answerRequest(world: StandInWorld, request: StandInRequest): Reply {
  const caller = world.access.callerOf(request.authorization)
  if (caller === undefined) return { status: 401, body: complaint('Bad credentials') }
  const { method, path } = request

  const named = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(path)
  if (named !== null) {
    const fullName = `${named[1]}/${named[2]}`
    const repository = world.state.repository(decodeURIComponent(fullName))
    const rest = named[3] ?? ''
    if (repository === undefined) return notFound()
    const moved = fullNameOf(repository).toLowerCase() !== fullName.toLowerCase()
    return moved
      ? movedTo(world, repository, method, rest)
      : answerRepository(world, request, caller, repository, rest)
  }
  const numbered = /^\/repositories\/(\d+)(\/.*)?$/.exec(path)
  if (numbered !== null) {
    const repository = world.state.repositoryById(Number(numbered[1]))
    if (repository === undefined) return notFound()
    return answerRepository(world, request, caller, repository, numbered[2] ?? '')
  }
  return answerAccount(world, request, caller)
}

function answerAccount(world: StandInWorld, { method, path }: StandInRequest, caller: Caller): Reply {
  const { presenter, state, access, app, clock } = world
  if (method === 'GET' && path === '/user' && caller.kind === 'user') {
    return { status: 200, body: { ...presenter.user(caller.user), ...publicProfile(state.now()) } }
  }
  if (caller.kind !== 'app') return path === '/user' ? forbidden() : notFound()
  if (method === 'GET' && path === '/app') {
    const owner = presenter.user(state.user('stand-in-owner'))
    const url = `${owner.html_url}/apps/${app.slug}`
    return {
      status: 200,
      body: {
        id: app.id,
        slug: app.slug,
        node_id: nodeId('A', app.id),
        owner,
        name: app.slug,
        description: null,
        external_url: url,
        html_url: url,
        created_at: state.now(),
        updated_at: state.now(),
        permissions: { issues: 'write', metadata: 'read' },
        events: ['issues', 'issue_comment'],
      },
    }
  }
  const installation = /^\/app\/installations\/(\d+)\/access_tokens$/.exec(path)
  if (method === 'POST' && installation !== null) {
    const id = Number(installation[1])
    if (!world.state.hasInstallation(id)) return notFound()
    const expires = new Date(clock.now().getTime() + 60 * 60 * 1000)
    return {
      status: 201,
      body: {
        token: access.issueInstallationToken(id),
        expires_at: expires.toISOString(),
        permissions: { issues: 'write', metadata: 'read' },
        repository_selection: 'selected',
      },
    }
  }
  return notFound()
}

function answerRepository(
  world: StandInWorld,
  request: StandInRequest,
  caller: Caller,
  repository: StandInRepository,
  rest: string,
): Reply {
  const { state, presenter, emit } = world
  if (caller.kind === 'app') {
    return rest === '/installation' ? answerInstallation(world, repository) : notFound()
  }
  const foreign = caller.kind === 'installation' && caller.installationId !== repository.installationId
  if (foreign || roleOf(repository, caller.user.login) === 'none') return notFound()
  if (request.method === 'GET' && rest === '') {
    return { status: 200, body: presenter.repository(repository) }
  }
  const asked = /^\/collaborators\/([^/]+)\/permission$/.exec(rest)
  if (request.method === 'GET' && asked !== null) {
    const somebody = state.knownUser(decodeURIComponent(asked[1] ?? ''))
    return somebody === undefined
      ? notFound()
      : { status: 200, body: presenter.permission(repository, somebody) }
  }
  if (rest.startsWith('/issues') && !repository.hasIssues) {
    return { status: 410, body: complaint('Issues are disabled for this repo') }
  }
  if (request.method !== 'GET' && repository.archived) {
    return { status: 403, body: complaint('Repository was archived so is read-only.') }
  }
  const { method, query, body } = request
  return (
    answerIssues({ state, presenter, repository, caller: caller.user, method, rest, query, body, emit }) ??
    notFound()
  )
}

function answerInstallation({ state, presenter, app }: StandInWorld, repository: StandInRepository): Reply {
  const id = repository.installationId
  if (id === undefined) return notFound()
  const api = new URL('/', presenter.apiUrl(repository)).origin
  return {
    status: 200,
    body: {
      id,
      account: presenter.user(repository.owner),
      repository_selection: 'selected',
      access_tokens_url: `${api}/app/installations/${id}/access_tokens`,
      repositories_url: `${api}/installation/repositories`,
      html_url: `${api}/settings/installations/${id}`,
      app_id: app.id,
      app_slug: app.slug,
      target_id: repository.owner.id,
      target_type: repository.owner.type,
      permissions: { issues: 'write', metadata: 'read' },
      events: ['issues', 'issue_comment'],
      created_at: state.now(),
      updated_at: state.now(),
      single_file_name: null,
      suspended_by: null,
      suspended_at: null,
    },
  }
}

/** After a rename GitHub leads reads with 301 and writes with 307 to the address by id. */
function movedTo(
  { presenter }: StandInWorld,
  repository: StandInRepository,
  method: string,
  rest: string,
): Reply {
  const location = `${new URL(presenter.apiUrl(repository)).origin}/repositories/${repository.id}${rest}`
  return {
    status: method === 'GET' ? 301 : 307,
    body: { ...complaint('Moved Permanently'), url: location },
    headers: { location },
  }
}

function publicProfile(now: string) {
  return {
    user_view_type: 'public',
    name: null,
    company: null,
    blog: null,
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: now,
    updated_at: now,
  }
}
