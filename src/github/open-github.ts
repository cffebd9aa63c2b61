import { type Clock, systemClock } from '../platform/clock.ts'
import { type Known, pagesOf } from './answer-fields.ts'
import { ensureLabel } from './ensure-label.ts'
import { type GitHub, GitHubLoginUnknown, type IssueChange } from './github.ts'
import type { GitHubConfig } from './github-config.ts'
import { openCredentials } from './github-credentials.ts'
import { type GitHubLog, get, openRequests } from './github-requests.ts'
import {
  commentSchema,
  createdIssueSchema,
  issueSchema,
  issueTypesSchema,
  permissionSchema,
  repositorySchema,
} from './github-schemas.ts'
import { openTransport } from './github-transport.ts'
import { listIssueComments, listRepositoryComments } from './list-comments.ts'
import { listIssues } from './list-issues.ts'
import { openCodeReader } from './read-code.ts'

export type GitHubDeps = {
  log: GitHubLog
  fetch?: typeof globalThis.fetch
  clock?: Clock
}

const issueRoute = '/repos/{owner}/{repo}/issues/{issue_number}'
const commentRoute = '/repos/{owner}/{repo}/issues/comments/{comment_id}'

/** Opens no connection. Throws when the private key of an App cannot be read. */
export function openGitHub(config: GitHubConfig, { log, fetch, clock = systemClock }: GitHubDeps): GitHub {
  const now = () => clock.now()
  const transport = openTransport(config, fetch ?? globalThis.fetch, (message) => log.warn({}, message))
  const credentials = openCredentials(config.auth, transport, now)
  const requests = openRequests(transport, credentials, log, now)
  const pages = pagesOf(config.apiUrl)
  const known = (repository: string): Known => ({ repository, pages, now: now() })
  let login: Promise<string> | undefined

  return {
    login() {
      login ??= credentials.readLogin().then((answer) => {
        if (answer.outcome === 'ok') return answer.value
        login = undefined
        throw new GitHubLoginUnknown(answer)
      })
      return login
    },

    readRepository: (repository) =>
      requests.read(repository, get('/repos/{owner}/{repo}', {}, repositorySchema(known(repository)))),

    permissionOf: (repository, username) =>
      requests.read(
        repository,
        get('/repos/{owner}/{repo}/collaborators/{username}/permission', { username }, permissionSchema),
      ),

    readInstallation: (repository) => requests.readInstallation(repository),

    async createIssue(repository, { title, body, labels, type }) {
      const answer = await requests.write(repository, {
        route: 'POST /repos/{owner}/{repo}/issues',
        parameters: { title, body, labels, ...(type !== undefined && { type }) },
        success: 201,
        schema: createdIssueSchema(known(repository)),
      })
      if (answer.outcome !== 'ok') return answer
      const applied = answer.value
      return {
        outcome: 'created',
        ...applied,
        droppedLabels: dropped(labels, applied.labels),
        droppedType: type !== undefined && applied.type?.toLowerCase() !== type.toLowerCase(),
      }
    },

    async updateIssue(repository, number, change) {
      const answer = await requests.write(repository, {
        route: `PATCH ${issueRoute}`,
        parameters: { issue_number: number, ...changedFields(change) },
        success: 200,
        schema: issueSchema(known(repository)),
      })
      if (answer.outcome !== 'ok') return answer
      return {
        outcome: 'updated',
        ...answer.value,
        droppedLabels: dropped(change.labels ?? [], answer.value.labels),
      }
    },

    readIssue: (repository, number) =>
      requests.read(repository, get(issueRoute, { issue_number: number }, issueSchema(known(repository)))),

    listIssues: (repository, filter) => listIssues(requests, known(repository), filter),

    ensureLabel: (repository, name) => ensureLabel(requests, repository, name),

    listIssueTypes: (owner) =>
      requests.read({ organization: owner }, get('/orgs/{org}/issue-types', {}, issueTypesSchema)),

    async addComment(repository, number, body) {
      const answer = await requests.write(repository, {
        route: `POST ${issueRoute}/comments`,
        parameters: { issue_number: number, body },
        success: 201,
        schema: commentSchema(known(repository), number),
      })
      return answer.outcome === 'ok' ? { outcome: 'created', ...answer.value } : answer
    },

    async updateComment(repository, commentId, body) {
      const answer = await requests.write(repository, {
        route: `PATCH ${commentRoute}`,
        parameters: { comment_id: commentId, body },
        success: 200,
        schema: commentSchema(known(repository)),
      })
      return answer.outcome === 'ok' ? { outcome: 'updated', ...answer.value } : answer
    },

    readComment: (repository, commentId) =>
      requests.read(
        repository,
        get(commentRoute, { comment_id: commentId }, commentSchema(known(repository))),
      ),

    listIssueComments: (repository, number, filter = {}) =>
      listIssueComments(requests, known(repository), number, filter),

    listRepositoryComments: (repository, filter = {}) =>
      listRepositoryComments(requests, known(repository), filter),

    ...openCodeReader(requests, known),
  }
}

function changedFields({ stateReason, ...change }: IssueChange): object {
  return stateReason === undefined ? change : { ...change, state_reason: stateReason }
}

/** GitHub leaves labels and types out in silence when we may not set them; it compares names without case. */
function dropped(asked: string[], applied: string[]): string[] {
  const names = new Set(applied.map((name) => name.toLowerCase()))
  return asked.filter((name) => !names.has(name.toLowerCase()))
}
