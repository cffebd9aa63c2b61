import { answerAccount, answerInstallation, suspended } from './answer-account.ts'
import { codeRoutes } from './answer-code.ts'
import { issueRoutes } from './answer-issues.ts'
import { answerFrom, notFound, type RepositoryCall } from './repository-call.ts'
import type { Caller } from './stand-in-access.ts'
import { complaint, type Reply } from './stand-in-faults.ts'
import { fullNameOf, roleOf, same } from './stand-in-state.ts'
import type { StandInRepository } from './stand-in-types.ts'
import type { StandInRequest, StandInWorld } from './stand-in-world.ts'

/** What GitHub would answer, the change carried out. */
export function answerRequest(world: StandInWorld, request: StandInRequest): Reply {
  const caller = world.access.callerOf(request.authorization)
  if (caller === undefined) return { status: 401, body: complaint('Bad credentials') }
  const place = placeIn(request.path)
  if (place === undefined) return answerAccount(world, request, caller)

  const { rest } = place
  const repository =
    'id' in place ? world.state.repositoryById(place.id) : world.state.repository(place.fullName)
  if (repository === undefined) return notFound()
  const wasRenamed = 'fullName' in place && !same(fullNameOf(repository), place.fullName)
  if (wasRenamed) {
    const isHidden = caller.kind !== 'app' && roleOf(repository, caller.user.login) === 'none'
    return isHidden ? notFound() : movedTo(world, repository, request, rest)
  }
  if (caller.kind === 'app') {
    return rest === '/installation' ? answerInstallation(world, repository) : notFound()
  }
  if (caller.kind === 'installation') {
    if (caller.installationId !== repository.installation?.id) return notFound()
    if (repository.installation.suspendedAt !== null) return suspended()
  }
  return answerRepository(world, request, caller, repository, rest)
}

type Place = { rest: string } & ({ fullName: string } | { id: number })

/** Which repository a path is about, by name or by id. */
export function placeIn(path: string): Place | undefined {
  const [, name, named = ''] = /^\/repos\/([^/]+\/[^/]+)(\/.*)?$/.exec(path) ?? []
  if (name !== undefined) return { fullName: decodeURIComponent(name), rest: named }
  const [, id, numbered = ''] = /^\/repositories\/(\d+)(\/.*)?$/.exec(path) ?? []
  return id === undefined ? undefined : { id: Number(id), rest: numbered }
}

function answerRepository(
  world: StandInWorld,
  request: StandInRequest,
  { user: caller }: Exclude<Caller, { kind: 'app' }>,
  repository: StandInRepository,
  rest: string,
): Reply {
  const { state, presenter, emit } = world
  const { method, query, body } = request
  if (roleOf(repository, caller.login) === 'none') return notFound()
  if (method === 'GET' && rest === '') {
    return { status: 200, body: presenter.repository(repository, caller) }
  }
  const [, asked] = /^\/collaborators\/([^/]+)\/permission$/.exec(rest) ?? []
  if (method === 'GET' && asked !== undefined) {
    const somebody = state.knownUser(decodeURIComponent(asked))
    return somebody === undefined
      ? notFound()
      : { status: 200, body: presenter.permission(repository, somebody) }
  }
  if (rest.startsWith('/issues') && !repository.hasIssues) {
    return { status: 410, body: complaint('Issues are disabled for this repo') }
  }
  const gone = answerGone(world, repository, request, rest)
  if (gone !== undefined) return gone
  if (method !== 'GET' && repository.archived) {
    return { status: 403, body: complaint('Repository was archived so is read-only.') }
  }
  const call: RepositoryCall = { state, presenter, repository, caller, method, rest, query, body, emit }
  return answerFrom(issueRoutes, call) ?? answerFrom(codeRoutes, call) ?? notFound()
}

/** Issues that were deleted or transferred. */
function answerGone(
  world: StandInWorld,
  repository: StandInRepository,
  request: StandInRequest,
  rest: string,
): Reply | undefined {
  const [, number, below = ''] = /^\/issues\/(\d+)(\/.*)?$/.exec(rest) ?? []
  const fate = repository.gone.get(Number(number))
  if (fate === 'deleted') return { status: 410, body: complaint('This issue was deleted') }
  return fate && movedTo(world, fate.repository, request, `/issues/${fate.issue.number}${below}`)
}

/** GitHub leads reads with 301 and writes with 307 to the address by id. */
function movedTo(
  { presenter }: StandInWorld,
  repository: StandInRepository,
  { method, query }: StandInRequest,
  rest: string,
): Reply {
  const search = query.size > 0 ? `?${query}` : ''
  const location = `${new URL(presenter.apiUrl(repository)).origin}/repositories/${repository.id}${rest}${search}`
  return {
    status: method === 'GET' ? 301 : 307,
    body: { ...complaint('Moved Permanently'), url: location },
    headers: { location },
  }
}
