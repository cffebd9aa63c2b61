import { type Clock, systemClock } from '../platform/clock.ts'
import { type GitHub, GitHubLoginUnknown, type Issue, type IssueChange } from './github.ts'
import type { GitHubConfig } from './github-config.ts'
import { openCredentials } from './github-credentials.ts'
import { type GitHubLog, type GitHubRequest, openRequests } from './github-requests.ts'
import { commentSchema, issueSchema, permissionSchema, repositorySchema } from './github-schemas.ts'
import { openTransport } from './github-transport.ts'
import { listIssues } from './list-issues.ts'

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
      requests.read(repository, get('/repos/{owner}/{repo}', {}, repositorySchema)),

    permissionOf: (repository, username) =>
      requests.read(
        repository,
        get('/repos/{owner}/{repo}/collaborators/{username}/permission', { username }, permissionSchema),
      ),

    async createIssue(repository, { title, body, labels }) {
      const answer = await requests.write(repository, {
        route: 'POST /repos/{owner}/{repo}/issues',
        parameters: { title, body, labels },
        success: 201,
        schema: issueSchema,
      })
      if (answer.outcome !== 'ok') return answer
      return { outcome: 'created', ...answer.value, droppedLabels: dropped(labels, answer.value) }
    },

    async updateIssue(repository, number, change) {
      const answer = await requests.write(repository, {
        route: `PATCH ${issueRoute}`,
        parameters: { issue_number: number, ...changedFields(change) },
        success: 200,
        schema: issueSchema,
      })
      if (answer.outcome !== 'ok') return answer
      return {
        outcome: 'updated',
        ...answer.value,
        droppedLabels: dropped(change.labels ?? [], answer.value),
      }
    },

    readIssue: (repository, number) =>
      requests.read(repository, get(issueRoute, { issue_number: number }, issueSchema)),

    listIssues: (repository, filter) => listIssues(requests, repository, filter),

    async addComment(repository, number, body) {
      const answer = await requests.write(repository, {
        route: `POST ${issueRoute}/comments`,
        parameters: { issue_number: number, body },
        success: 201,
        schema: commentSchema,
      })
      return answer.outcome === 'ok' ? { outcome: 'created', ...answer.value } : answer
    },

    async updateComment(repository, commentId, body) {
      const answer = await requests.write(repository, {
        route: `PATCH ${commentRoute}`,
        parameters: { comment_id: commentId, body },
        success: 200,
        schema: commentSchema,
      })
      return answer.outcome === 'ok' ? { outcome: 'updated', ...answer.value } : answer
    },

    readComment: (repository, commentId) =>
      requests.read(repository, get(commentRoute, { comment_id: commentId }, commentSchema)),
  }
}

function get<Value>(
  path: string,
  parameters: object,
  schema: GitHubRequest<Value>['schema'],
): GitHubRequest<Value> {
  return { route: `GET ${path}`, parameters, success: 200, schema }
}

function changedFields({ stateReason, ...change }: IssueChange): object {
  return stateReason === undefined ? change : { ...change, state_reason: stateReason }
}

/** GitHub leaves labels out in silence when we may not set them; it compares names without case. */
function dropped(asked: string[], issue: Issue): string[] {
  const applied = new Set(issue.labels.map((label) => label.toLowerCase()))
  return asked.filter((label) => !applied.has(label.toLowerCase()))
}
