import { reactionCounts, repositoryLinks, userLinks } from './github-links.ts'
import { nodeId } from './node-id.ts'
import { openCodePresenter } from './present-code.ts'
import type { StandInApp } from './stand-in-access.ts'
import { fullNameOf, roleOf } from './stand-in-state.ts'
import type {
  Role,
  StandInComment,
  StandInInstallation,
  StandInIssue,
  StandInIssueType,
  StandInLabel,
  StandInRepository,
  StandInUser,
} from './stand-in-types.ts'

/** The JSON of GitHub's REST API and webhooks, complete enough for its own OpenAPI description. */
export type Presenter = ReturnType<typeof openPresenter>

const permissionByRole = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
  none: 'none',
} as const satisfies Record<Role, string>

/** What an App may do that does not say otherwise. */
export const defaultPermissions = {
  issues: 'write',
  metadata: 'read',
  contents: 'read',
  pull_requests: 'read',
}

/** `base()` is the address of the server, known only once it listens. */
export function openPresenter(base: () => string, app: StandInApp) {
  const links = (prefix: string, tails: Record<string, string>) =>
    Object.fromEntries(Object.entries(tails).map(([key, tail]) => [key, prefix + tail]))

  const user = ({ id, login, type }: StandInUser) => {
    const url = `${base()}/users/${encodeURIComponent(login)}`
    return {
      login,
      id,
      node_id: nodeId('U', id),
      avatar_url: `${base()}/avatars/${id}`,
      gravatar_id: '',
      url,
      html_url: `${base()}/${encodeURIComponent(login)}`,
      ...links(url, userLinks),
      type,
      site_admin: false,
    }
  }

  const apiUrl = (repository: StandInRepository) => `${base()}/repos/${fullNameOf(repository)}`
  const pageUrl = (repository: StandInRepository) => `${base()}/${fullNameOf(repository)}`

  const label = (repository: StandInRepository, { id, name, color, description }: StandInLabel) => ({
    id,
    node_id: nodeId('LA', id),
    url: `${apiUrl(repository)}/labels/${encodeURIComponent(name)}`,
    name,
    color,
    default: false,
    description,
  })

  const association = (repository: StandInRepository, { login }: StandInUser) => {
    const role = roleOf(repository, login)
    if (role === 'admin') return 'OWNER'
    return role === 'write' || role === 'maintain' ? 'COLLABORATOR' : 'NONE'
  }

  const repositoryName = (repository: StandInRepository) => ({
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: fullNameOf(repository),
    private: repository.visibility !== 'public',
  })

  const issueType = ({ id, name }: StandInIssueType) => ({
    id,
    node_id: nodeId('IT', id),
    name,
    description: null,
    color: 'gray' as const,
    is_enabled: true,
  })

  /** `permissions` are those of the caller; webhooks have none. */
  const presentRepository = (repository: StandInRepository, caller?: StandInUser) => {
    const openIssues = countOpen(repository)
    return {
      ...repositoryName(repository),
      visibility: repository.visibility,
      owner: user(repository.owner),
      html_url: pageUrl(repository),
      description: null,
      fork: false,
      url: apiUrl(repository),
      ...links(apiUrl(repository), repositoryLinks),
      git_url: `git:${pageUrl(repository)}.git`,
      ssh_url: `git@localhost:${fullNameOf(repository)}.git`,
      clone_url: `${pageUrl(repository)}.git`,
      svn_url: pageUrl(repository),
      homepage: null,
      language: null,
      license: null,
      mirror_url: null,
      topics: [],
      forks: 0,
      forks_count: 0,
      network_count: 0,
      subscribers_count: 0,
      stargazers_count: 0,
      watchers: 0,
      watchers_count: 0,
      open_issues: openIssues,
      open_issues_count: openIssues,
      size: 0,
      default_branch: repository.defaultBranch,
      has_issues: repository.hasIssues,
      has_projects: false,
      has_wiki: false,
      has_pages: false,
      has_downloads: false,
      has_discussions: false,
      archived: repository.archived,
      disabled: false,
      allow_forking: false,
      is_template: false,
      web_commit_signoff_required: false,
      created_at: repository.createdAt,
      updated_at: repository.createdAt,
      pushed_at: repository.git.head?.date ?? repository.createdAt,
      ...(caller && { permissions: permissionsOf(roleOf(repository, caller.login)) }),
    }
  }

  return {
    apiUrl,
    pageUrl,
    user,
    label,
    repositoryName,
    issueType,
    repository: presentRepository,
    ...openCodePresenter({ apiUrl, pageUrl, user, label, association, repository: presentRepository }),

    issue: (repository: StandInRepository, issue: StandInIssue) => {
      const url = `${apiUrl(repository)}/issues/${issue.number}`
      return {
        url,
        repository_url: apiUrl(repository),
        labels_url: `${url}/labels{/name}`,
        comments_url: `${url}/comments`,
        events_url: `${url}/events`,
        timeline_url: `${url}/timeline`,
        html_url: `${pageUrl(repository)}/${issue.pull ? 'pull' : 'issues'}/${issue.number}`,
        id: issue.id,
        node_id: nodeId('I', issue.id),
        number: issue.number,
        title: issue.title,
        user: user(issue.user),
        labels: issue.labels.map((it) => label(repository, it)),
        state: issue.state,
        state_reason: issue.stateReason,
        type: issue.type && issueType(issue.type),
        locked: issue.locked,
        assignee: null,
        assignees: [],
        milestone: null,
        comments: issue.comments.length,
        created_at: issue.createdAt,
        updated_at: issue.updatedAt,
        closed_at: issue.closedAt,
        closed_by: issue.closedBy === null ? null : user(issue.closedBy),
        author_association: association(repository, issue.user),
        active_lock_reason: null,
        body: issue.body,
        reactions: { url: `${url}/reactions`, ...reactionCounts },
        performed_via_github_app: null,
        ...(issue.pull && {
          pull_request: {
            url: `${apiUrl(repository)}/pulls/${issue.number}`,
            html_url: `${pageUrl(repository)}/pull/${issue.number}`,
            diff_url: `${pageUrl(repository)}/pull/${issue.number}.diff`,
            patch_url: `${pageUrl(repository)}/pull/${issue.number}.patch`,
            merged_at: issue.pull.mergedAt,
          },
        }),
      }
    },

    comment: (repository: StandInRepository, issue: StandInIssue, comment: StandInComment) => {
      const url = `${apiUrl(repository)}/issues/comments/${comment.id}`
      return {
        url,
        html_url: `${pageUrl(repository)}/${issue.pull ? 'pull' : 'issues'}/${issue.number}#issuecomment-${comment.id}`,
        issue_url: `${apiUrl(repository)}/issues/${issue.number}`,
        id: comment.id,
        node_id: nodeId('IC', comment.id),
        user: user(comment.user),
        created_at: comment.createdAt,
        updated_at: comment.updatedAt,
        author_association: association(repository, comment.user),
        body: comment.body,
        reactions: { url: `${url}/reactions`, ...reactionCounts },
        performed_via_github_app: null,
      }
    },

    permission: (repository: StandInRepository, somebody: StandInUser) => {
      const role = roleOf(repository, somebody.login)
      return {
        permission: permissionByRole[role],
        role_name: role,
        user: { ...user(somebody), role_name: role },
      }
    },

    installation: (repository: StandInRepository, { id, suspendedAt }: StandInInstallation) => ({
      id,
      account: user(repository.owner),
      repository_selection: 'selected',
      access_tokens_url: `${base()}/app/installations/${id}/access_tokens`,
      repositories_url: `${base()}/installation/repositories`,
      html_url: `${base()}/settings/installations/${id}`,
      app_id: app.id,
      app_slug: app.slug,
      target_id: repository.owner.id,
      target_type: repository.owner.type,
      permissions: app.permissions ?? defaultPermissions,
      events: ['issues', 'issue_comment'],
      created_at: repository.createdAt,
      updated_at: suspendedAt ?? repository.createdAt,
      single_file_name: null,
      suspended_by: suspendedAt === null ? null : user(repository.owner),
      suspended_at: suspendedAt,
    }),
  }
}

function countOpen({ threads }: StandInRepository): number {
  let open = 0
  for (const { state } of threads.values()) if (state === 'open') open += 1
  return open
}

function permissionsOf(role: Role) {
  const ascending: Role[] = ['read', 'triage', 'write', 'maintain', 'admin']
  const [pull, triage, push, maintain, admin] = ascending.map(
    (needed) => ascending.indexOf(role) >= ascending.indexOf(needed),
  )
  return { pull, triage, push, maintain, admin }
}
