import { nodeId } from './node-id.ts'
import { defaultPermissions } from './present-github.ts'
import { forbidden, notFound } from './repository-call.ts'
import type { Caller } from './stand-in-access.ts'
import { complaint, type Reply } from './stand-in-faults.ts'
import { roleOf } from './stand-in-state.ts'
import type { StandInRepository } from './stand-in-types.ts'
import type { StandInRequest, StandInWorld } from './stand-in-world.ts'

/** What is asked about accounts, the App and its installations, and not about one repository. */
export function answerAccount(world: StandInWorld, request: StandInRequest, caller: Caller): Reply {
  const { method, path } = request
  if (method === 'GET' && path === '/user' && caller.kind === 'user') {
    const { presenter, state } = world
    return { status: 200, body: { ...presenter.user(caller.user), ...publicProfile(state.now()) } }
  }
  const [, organization, what] = /^\/orgs\/([^/]+)\/(issue-types|installation)$/.exec(path) ?? []
  if (method === 'GET' && organization !== undefined) {
    const named = decodeURIComponent(organization)
    return what === 'installation'
      ? answerOrganizationInstallation(world, named, caller)
      : answerIssueTypes(world, named, caller)
  }
  if (caller.kind !== 'app') return path === '/user' ? forbidden() : notFound()
  if (method === 'GET' && path === '/app') return answerApp(world)
  const installation = /^\/app\/installations\/(\d+)\/access_tokens$/.exec(path)
  return method === 'POST' && installation !== null ? answerToken(world, Number(installation[1])) : notFound()
}

export function answerInstallation({ presenter }: StandInWorld, repository: StandInRepository): Reply {
  const { installation } = repository
  return installation === undefined
    ? notFound()
    : { status: 200, body: presenter.installation(repository, installation) }
}

export function suspended(): Reply {
  return { status: 403, body: complaint('This installation has been suspended') }
}

function answerApp({ presenter, state, app }: StandInWorld): Reply {
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
      permissions: app.permissions ?? defaultPermissions,
      events: ['issues', 'issue_comment'],
    },
  }
}

function answerToken({ state, access, app, clock }: StandInWorld, id: number): Reply {
  const installation = state.installation(id)
  if (installation === undefined) return notFound()
  if (installation.suspendedAt !== null) return suspended()
  const expires = new Date(clock.now().getTime() + 60 * 60 * 1000)
  return {
    status: 201,
    body: {
      token: access.issueInstallationToken(id),
      expires_at: expires.toISOString(),
      permissions: app.permissions ?? defaultPermissions,
      repository_selection: 'selected',
    },
  }
}

/** Installations here are one a repository; an organization's is that of its first one. */
function answerOrganizationInstallation(world: StandInWorld, organization: string, caller: Caller): Reply {
  const isOne = world.state.knownUser(organization)?.type === 'Organization'
  const found = world.state.repositoriesOf(organization).find((it) => it.installation !== undefined)
  return caller.kind === 'app' && isOne && found !== undefined ? answerInstallation(world, found) : notFound()
}

function answerIssueTypes({ state, presenter }: StandInWorld, organization: string, caller: Caller): Reply {
  if (caller.kind === 'app' || state.knownUser(organization)?.type !== 'Organization') return notFound()
  const seen = state
    .repositoriesOf(organization)
    .filter((repository) => roleOf(repository, caller.user.login) !== 'none')
  const types = new Map(seen.flatMap((it) => it.types.map((type) => [type.name.toLowerCase(), type])))
  return { status: 200, body: [...types.values()].map(presenter.issueType) }
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
