import { z } from 'zod'
import { id, type Known, login, pageUrl, text, time } from './answer-fields.ts'
import type { Comment, Installation, Issue, Repository } from './github.ts'

// Only what decides something is required: GitHub Enterprise Server's versions differ in the rest.

const label = z.union([z.string(), z.object({ name: z.string().nullish() }).transform((it) => it.name ?? '')])
const state = z.enum(['open', 'closed'])

const issueFields = {
  id,
  node_id: text,
  number: z.int().positive(),
  html_url: pageUrl,
  repository_url: z.string().includes('/').optional().catch(undefined),
  title: text,
  body: text,
  // A reason that GitHub invents later must not make the whole issue unreadable.
  state_reason: z.enum(['completed', 'not_planned', 'duplicate', 'reopened']).nullish().catch(null),
  labels: z.array(label).default([]),
  type: z.object({ name: z.string() }).nullish().catch(null),
  user: login,
  closed_by: login,
  locked: z.boolean().default(false),
  pull_request: z.looseObject({}).nullish(),
  created_at: time,
  updated_at: time,
  closed_at: time,
}
const createdIssue = z.object({ ...issueFields, state: state.default('open') })
const issue = z.object({ ...issueFields, state })

/** The answer to a creation: its status 201 has said that the issue is there. */
export const createdIssueSchema = (known: Known) => createdIssue.transform((it) => toIssue(it, known))

export const issueSchema = (known: Known) => issue.transform((it) => toIssue(it, known))

/** A page of the issue listing, which contains pull requests as well: these are left out. */
export const issuePageSchema = (known: Known) =>
  z
    .array(z.union([z.object({ pull_request: z.looseObject({}) }).transform(() => null), issueSchema(known)]))
    .transform((page) => page.filter((it) => it !== null))

function toIssue(it: z.infer<typeof issue>, { repository, pages, now }: Known): Issue {
  return {
    id: it.id,
    nodeId: it.node_id,
    number: it.number,
    url: it.html_url ?? `${pages}/${repository}/issues/${it.number}`,
    repository: it.repository_url?.split('/').slice(-2).join('/') ?? repository,
    title: it.title,
    body: it.body,
    state: it.state,
    stateReason: it.state_reason ?? null,
    labels: it.labels,
    type: it.type?.name ?? null,
    author: it.user,
    closedBy: it.closed_by,
    locked: it.locked,
    isPull: it.pull_request != null,
    // Now, not long ago: whoever reads a listing back to some time must not stop at such an issue.
    createdAt: it.created_at ?? now,
    updatedAt: it.updated_at ?? it.created_at ?? now,
    closedAt: it.closed_at ?? null,
  }
}

/** @param issueNumber where it is known from the request; otherwise the answer has to say it */
export const commentSchema = (known: Known, issueNumber?: number) =>
  z
    .object({
      id,
      node_id: text,
      html_url: pageUrl,
      issue_url: z.string().optional(),
      body: text,
      user: login,
      created_at: time,
      updated_at: time,
    })
    .transform((it, context): Comment => {
      const number = Number(/\/(\d+)$/.exec(it.issue_url ?? '')?.[1] ?? issueNumber)
      if (Number.isNaN(number)) context.addIssue('does not say which issue it is about')
      return {
        id: it.id,
        nodeId: it.node_id,
        url: it.html_url ?? `${known.pages}/${known.repository}/issues/${number}#issuecomment-${it.id}`,
        issueNumber: number,
        body: it.body,
        author: it.user,
        createdAt: it.created_at ?? known.now,
        updatedAt: it.updated_at ?? it.created_at ?? known.now,
      }
    })

export const repositorySchema = ({ pages }: Known) =>
  z
    .object({
      id,
      full_name: z.string().includes('/'),
      html_url: pageUrl,
      private: z.boolean(),
      visibility: z.enum(['public', 'private', 'internal']).optional().catch(undefined),
      archived: z.boolean().default(false),
      has_issues: z.boolean().default(true),
      default_branch: z.string().default('main'),
      permissions: z
        .object({ push: z.boolean(), triage: z.boolean().optional(), admin: z.boolean().default(false) })
        .nullish()
        .catch(null),
    })
    .transform((it): Repository => {
      const visibility = it.visibility ?? (it.private ? 'private' : 'public')
      return {
        id: it.id,
        fullName: it.full_name,
        url: it.html_url ?? `${pages}/${it.full_name}`,
        private: visibility !== 'public',
        visibility,
        archived: it.archived,
        hasIssues: it.has_issues,
        defaultBranch: it.default_branch,
        permissions: it.permissions
          ? { ...it.permissions, triage: it.permissions.triage ?? it.permissions.push }
          : null,
      }
    })

export const permissionSchema = z
  .object({ permission: z.enum(['admin', 'maintain', 'write', 'triage', 'read', 'none']) })
  .transform(({ permission }) => {
    if (permission === 'maintain') return 'write'
    return permission === 'triage' ? 'read' : permission
  })

export const labelSchema = z.object({ name: z.string() })

// GitHub sends null for an organization without types of its own.
export const issueTypesSchema = z
  .array(z.object({ name: z.string(), is_enabled: z.boolean().default(true) }))
  .nullable()
  .transform((types) => (types ?? []).filter((it) => it.is_enabled).map((it) => it.name))

export const userSchema = z.object({ login: z.string().min(1) }).transform((it) => it.login)
export const appSchema = z.object({ slug: z.string().min(1) }).transform((it) => `${it.slug}[bot]`)

export const installationSchema = z
  .object({
    id,
    suspended_at: z.string().nullish(),
    permissions: z.record(z.string(), z.string()).default({}),
    // An enterprise has a slug in place of a login.
    account: z.object({ login: z.string().optional(), slug: z.string().optional() }).nullish(),
  })
  .transform(
    (it): Installation => ({
      id: it.id,
      suspended: (it.suspended_at ?? null) !== null,
      permissions: it.permissions,
      account: it.account?.login ?? it.account?.slug ?? '',
    }),
  )
