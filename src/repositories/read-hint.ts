import { z } from 'zod'
import { hashText, hashWords } from './hash-words.ts'
import { markerIn } from './marker.ts'

/**
 * What is kept of a webhook delivery: which things it is about, and the little that can't be asked for afterwards.
 * Texts of people are left out, but for an edit of an issue that we write to; their hashes tell whose text it is.
 */
export type Hint = z.output<typeof hint>

const id = z.union([z.int(), z.bigint(), z.string()]).transform(String)
const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().catch(null)
const named = z.object({ id, full_name: z.string().max(200) })
const change = z.object({ from: z.string() })
/** Any comment of ours in an issue's text. */
const ours = /<!-- bothways[ :]/

const delivery = z.object({
  repository: lenient(named),
  repositories: lenient(z.array(named)),
  repositories_added: lenient(z.array(named)),
  repositories_removed: lenient(z.array(named)),
  sender: lenient(z.object({ login: z.string() })),
  ref: lenient(z.string()),
  after: lenient(z.string()),
  label: lenient(z.object({ name: z.string() })),
  comment: lenient(z.object({ id, body: z.string().nullish(), updated_at: z.string().nullish() })),
  pull_request: lenient(z.object({ number: z.int(), merged: z.boolean().nullish() })),
  issue: lenient(
    z.object({
      id: id.nullish(),
      number: z.int(),
      title: z.string().nullish(),
      body: z.string().nullish(),
      updated_at: z.string().nullish(),
      labels: z
        .array(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]))
        .catch([]),
      pull_request: z.unknown().optional(),
    }),
  ),
  changes: lenient(
    z.object({
      body: lenient(change),
      title: lenient(change),
      new_issue: lenient(z.object({ id, number: z.int(), html_url: z.string() })),
      new_repository: lenient(named),
    }),
  ),
})

const repository = z.object({ githubId: z.string(), name: z.string() })

const mayLack = z.string().nullable().default(null)

/** As stored, and read back by whoever works it off. */
export const hint = z.object({
  repositories: z.array(repository),
  sender: z.string().nullable(),
  ref: z.string().nullable(),
  after: mayLack,
  commentId: z.string().nullable(),
  /** Of the comment, or else of the issue. */
  textHash: mayLack,
  updatedAt: mayLack,
  pull: z.object({ number: z.int(), merged: z.boolean() }).nullable(),
  issue: z
    .object({
      githubId: mayLack,
      number: z.int(),
      label: mayLack,
      isPull: z.boolean(),
      labels: z.array(z.string()),
      lastLine: z.string().nullable(),
      edit: z
        .object({
          body: z.object({ from: z.string(), to: z.string() }).nullable(),
          title: z.object({ from: z.string(), to: z.string() }).nullable(),
          updatedAt: z.string(),
        })
        .nullable(),
      movedTo: z
        .object({
          repository: z.string(),
          repositoryGithubId: z.string(),
          number: z.int(),
          githubId: z.string(),
          url: z.string(),
        })
        .nullable(),
    })
    .nullable(),
})

/** Reads a payload of whatever event; what is none of ours leaves the hint empty. */
export function readHint(payload: Record<string, unknown>): Hint {
  const read = delivery.parse(payload)
  const { comment, issue } = read
  const repositories = [
    read.repository,
    ...(read.repositories ?? []),
    ...(read.repositories_added ?? []),
    ...(read.repositories_removed ?? []),
  ].filter((it) => it != null)
  return {
    repositories: repositories.slice(0, 1_000).map((it) => ({ githubId: it.id, name: it.full_name })),
    sender: read.sender?.login ?? null,
    ref: read.ref ?? null,
    after: read.after ?? null,
    commentId: comment?.id ?? null,
    textHash: comment
      ? hashText(comment.body ?? '')
      : issue
        ? hashWords(issue.title ?? '', issue.body ?? '')
        : null,
    updatedAt: (comment ?? issue)?.updated_at ?? null,
    pull: read.pull_request
      ? { number: read.pull_request.number, merged: read.pull_request.merged === true }
      : null,
    issue: readIssue(read),
  }
}

function readIssue({ issue, changes, label }: z.output<typeof delivery>): Hint['issue'] {
  if (issue == null) return null
  const body = issue.body ?? ''
  const ofBlock = changes?.body && (ours.test(body) || ours.test(changes.body.from))
  const edit = {
    body: ofBlock && changes.body ? { from: changes.body.from, to: body } : null,
    title: changes?.title ? { from: changes.title.from, to: issue.title ?? '' } : null,
    updatedAt: issue.updated_at ?? '',
  }
  const { new_issue: moved, new_repository: place } = changes ?? {}
  return {
    githubId: issue.id ?? null,
    number: issue.number,
    label: label?.name ?? null,
    isPull: issue.pull_request != null,
    labels: [...new Set([...issue.labels, ...(label ? [label.name] : [])])].slice(0, 100),
    lastLine: markerIn(body),
    edit: edit.body || edit.title ? edit : null,
    movedTo:
      moved && place
        ? {
            repository: place.full_name,
            repositoryGithubId: place.id,
            number: moved.number,
            githubId: moved.id,
            url: moved.html_url,
          }
        : null,
  }
}
