import { fullNameOf, roleOf } from './stand-in-state.ts'
import type {
  Role,
  StandInComment,
  StandInIssue,
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

const userLinks = {
  followers_url: '/followers',
  following_url: '/following{/other_user}',
  gists_url: '/gists{/gist_id}',
  starred_url: '/starred{/owner}{/repo}',
  subscriptions_url: '/subscriptions',
  organizations_url: '/orgs',
  repos_url: '/repos',
  events_url: '/events{/privacy}',
  received_events_url: '/received_events',
}

const repositoryLinks = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
}

const reactionCounts = {
  total_count: 0,
  '+1': 0,
  '-1': 0,
  laugh: 0,
  hooray: 0,
  confused: 0,
  heart: 0,
  rocket: 0,
  eyes: 0,
}

/** `base()` is the address of the server, known only once it listens. */
export function openPresenter(base: () => string) {
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

  return {
    apiUrl,
    pageUrl,
    user,
    label,

    repository: (repository: StandInRepository) => {
      const openIssues = repository.issues.filter((issue) => issue.state === 'open').length
      return {
        id: repository.id,
        node_id: nodeId('R', repository.id),
        name: repository.name,
        full_name: fullNameOf(repository),
        private: repository.private,
        visibility: repository.private ? 'private' : 'public',
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
        pushed_at: repository.createdAt,
      }
    },

    issue: (repository: StandInRepository, issue: StandInIssue) => {
      const url = `${apiUrl(repository)}/issues/${issue.number}`
      return {
        url,
        repository_url: apiUrl(repository),
        labels_url: `${url}/labels{/name}`,
        comments_url: `${url}/comments`,
        events_url: `${url}/events`,
        timeline_url: `${url}/timeline`,
        html_url: `${pageUrl(repository)}/issues/${issue.number}`,
        id: issue.id,
        node_id: nodeId('I', issue.id),
        number: issue.number,
        title: issue.title,
        user: user(issue.user),
        labels: issue.labels.map((it) => label(repository, it)),
        state: issue.state,
        state_reason: issue.stateReason,
        locked: false,
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
      }
    },

    comment: (repository: StandInRepository, issue: StandInIssue, comment: StandInComment) => {
      const url = `${apiUrl(repository)}/issues/comments/${comment.id}`
      return {
        url,
        html_url: `${pageUrl(repository)}/issues/${issue.number}#issuecomment-${comment.id}`,
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
  }
}

export function nodeId(kind: string, id: number): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`
}
