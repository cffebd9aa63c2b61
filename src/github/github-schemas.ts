import { z } from 'zod'
import type { Comment, Issue, Repository } from './github.ts'

// Numbers above 2^53 arrive as BigInt from Octokit's JSON reader.
const id = z.union([z.int().positive(), z.bigint().positive()]).transform(String)
const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
// An account that was deleted leaves null behind.
const account = z.object({ login: z.string().min(1) }).nullish()
const label = z.union([z.string(), z.object({ name: z.string().nullish() }).transform((it) => it.name ?? '')])

export const issueSchema = z
  .object({
    id,
    node_id: z.string().default(''),
    number: z.int().positive(),
    html_url: z.url(),
    repository_url: z.string(),
    title: z.string(),
    body: z.string().nullish(),
    state: z.enum(['open', 'closed']),
    // A reason that GitHub invents later must not make the whole issue unreadable.
    state_reason: z.enum(['completed', 'not_planned', 'duplicate', 'reopened']).nullish().catch(null),
    labels: z.array(label),
    user: account,
    closed_by: account,
    locked: z.boolean().default(false),
    created_at: time,
    updated_at: time,
    closed_at: time.nullish(),
  })
  .transform(
    (it): Issue => ({
      id: it.id,
      nodeId: it.node_id,
      number: it.number,
      url: it.html_url,
      repository: it.repository_url.split('/').slice(-2).join('/'),
      title: it.title,
      body: it.body ?? '',
      state: it.state,
      stateReason: it.state_reason ?? null,
      labels: it.labels,
      author: it.user?.login ?? null,
      closedBy: it.closed_by?.login ?? null,
      locked: it.locked,
      createdAt: it.created_at,
      updatedAt: it.updated_at,
      closedAt: it.closed_at ?? null,
    }),
  )

/** A page of the issue listing, which contains pull requests as well: these are left out. */
export const issuePageSchema = z
  .array(z.union([z.object({ pull_request: z.looseObject({}) }).transform(() => null), issueSchema]))
  .transform((page) => page.filter((it) => it !== null))

export const commentSchema = z
  .object({
    id,
    node_id: z.string().default(''),
    html_url: z.url(),
    issue_url: z.string(),
    body: z.string().nullish(),
    user: account,
    created_at: time,
    updated_at: time,
  })
  .transform(
    (it): Comment => ({
      id: it.id,
      nodeId: it.node_id,
      url: it.html_url,
      issueNumber: Number(it.issue_url.split('/').at(-1)),
      body: it.body ?? '',
      author: it.user?.login ?? null,
      createdAt: it.created_at,
      updatedAt: it.updated_at,
    }),
  )

export const repositorySchema = z
  .object({
    id,
    full_name: z.string().includes('/'),
    html_url: z.url(),
    private: z.boolean(),
    archived: z.boolean().default(false),
    has_issues: z.boolean(),
    default_branch: z.string(),
  })
  .transform(
    (it): Repository => ({
      id: it.id,
      fullName: it.full_name,
      url: it.html_url,
      private: it.private,
      archived: it.archived,
      hasIssues: it.has_issues,
      defaultBranch: it.default_branch,
    }),
  )

export const permissionSchema = z
  .object({ permission: z.enum(['admin', 'maintain', 'write', 'triage', 'read', 'none']) })
  .transform(({ permission }) => {
    if (permission === 'maintain') return 'write'
    return permission === 'triage' ? 'read' : permission
  })

export const userSchema = z.object({ login: z.string().min(1) }).transform((it) => it.login)
export const appSchema = z.object({ slug: z.string().min(1) }).transform((it) => `${it.slug}[bot]`)
export const installationSchema = z.object({ id }).transform((it) => it.id)
