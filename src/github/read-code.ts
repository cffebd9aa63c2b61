import type { Known } from './answer-fields.ts'
import {
  blobSchema,
  headSchema,
  pullPageSchema,
  pullSchema,
  releasesSchema,
  treeSchema,
} from './code-schemas.ts'
import { blobLimit, type GitHub } from './github.ts'
import { type GitHubRequests, get } from './github-requests.ts'
import { listPages, namePages } from './list-pages.ts'

type CodeReader = Pick<
  GitHub,
  'listReleases' | 'readPull' | 'listClosedPulls' | 'readHead' | 'readTree' | 'readBlob'
>

/** What a repository has besides issues: releases, pull requests, files. Nothing here writes. */
export function openCodeReader(requests: GitHubRequests, known: (repository: string) => Known): CodeReader {
  return {
    listReleases: (repository) =>
      requests.read(
        repository,
        get('/repos/{owner}/{repo}/releases', { per_page: 50 }, releasesSchema(known(repository))),
      ),

    readPull: (repository, number) =>
      requests.read(
        repository,
        get(
          '/repos/{owner}/{repo}/pulls/{pull_number}',
          { pull_number: number },
          pullSchema(known(repository)),
        ),
      ),

    listClosedPulls(repository) {
      const pages = listPages(requests, repository, {
        route: 'GET /repos/{owner}/{repo}/pulls',
        parameters: { state: 'closed', sort: 'updated', direction: 'desc' },
        schema: pullPageSchema(known(repository)),
      })
      return namePages(pages, ({ items, ...page }) => ({ ...page, pulls: items }))
    },

    readHead: (repository, branch) =>
      requests.read(repository, get('/repos/{owner}/{repo}/branches/{branch}', { branch }, headSchema)),

    readTree: (repository, tree) =>
      requests.read(
        repository,
        get('/repos/{owner}/{repo}/git/trees/{tree_sha}', { tree_sha: tree, recursive: '1' }, treeSchema),
      ),

    async readBlob(repository, sha) {
      const read = await requests.read(
        repository,
        get('/repos/{owner}/{repo}/git/blobs/{file_sha}', { file_sha: sha }, blobSchema),
      )
      if (read.outcome !== 'ok') return read
      const { bytes, size } = read.value
      if (Math.max(size, bytes.byteLength) > blobLimit) {
        const message = `The file has ${size} bytes; at most ${blobLimit} are read.`
        return { outcome: 'refused', reason: 'invalid', message }
      }
      return { outcome: 'ok', value: bytes }
    },
  }
}
