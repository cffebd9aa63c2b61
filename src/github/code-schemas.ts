import { z } from 'zod'
import { id, type Known, pageUrl, text, time } from './answer-fields.ts'
import type { Head, Pull, Release, Tree } from './github.ts'

const sha = z.string().regex(/^[0-9a-f]{40,64}$/)

export const releasesSchema = ({ repository, pages }: Known) =>
  z.array(
    z
      .object({
        id,
        tag_name: z.string(),
        name: z.string().nullish(),
        html_url: pageUrl,
        draft: z.boolean().default(false),
        prerelease: z.boolean().default(false),
        published_at: time,
      })
      .transform(
        (it): Release => ({
          id: it.id,
          tag: it.tag_name,
          name: it.name ?? null,
          url: it.html_url ?? `${pages}/${repository}/releases/tag/${encodeURIComponent(it.tag_name)}`,
          draft: it.draft,
          prerelease: it.prerelease,
          publishedAt: it.published_at ?? null,
        }),
      ),
  )

export const pullSchema = ({ repository, pages, now }: Known) =>
  z
    .object({
      number: z.int().positive(),
      html_url: pageUrl,
      title: text,
      body: text,
      // Decides whether it was merged: a time that cannot be read is no "not merged".
      merged_at: z.iso.datetime({ offset: true }).nullable(),
      base: z.object({ ref: z.string() }),
      updated_at: time,
    })
    .transform((it): Pull => {
      const mergedAt = it.merged_at === null ? null : new Date(it.merged_at)
      return {
        number: it.number,
        url: it.html_url ?? `${pages}/${repository}/pull/${it.number}`,
        title: it.title,
        body: it.body,
        merged: mergedAt !== null,
        mergedAt,
        base: it.base.ref,
        updatedAt: it.updated_at ?? now,
      }
    })

export const pullPageSchema = (known: Known) => z.array(pullSchema(known))

export const headSchema = z
  .object({ commit: z.object({ sha, commit: z.object({ tree: z.object({ sha }) }) }) })
  .transform(({ commit }): Head => ({ commit: commit.sha, tree: commit.commit.tree.sha }))

const symbolicLink = '120000'

export const treeSchema = z
  .object({
    truncated: z.boolean(),
    tree: z.array(
      z.object({
        path: z.string(),
        sha: z.string(),
        type: z.string(),
        mode: z.string(),
        size: z.int().nonnegative().nullish(),
      }),
    ),
  })
  .transform(
    ({ truncated, tree }): Tree => ({
      truncated,
      files: tree
        .filter(({ type, mode }) => type === 'blob' && mode !== symbolicLink)
        .map(({ path, sha, size, mode }) => ({ path, sha, size: size ?? null, mode })),
    }),
  )

export const blobSchema = z
  .object({ content: z.string(), encoding: z.enum(['base64', 'utf-8']), size: z.int().nullish() })
  .transform(({ content, encoding, size }) => {
    const bytes = Buffer.from(content, encoding)
    return { bytes, size: size ?? bytes.byteLength }
  })
