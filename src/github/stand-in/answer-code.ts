import { type Answerer, notFound, pageOf, type Route } from './repository-call.ts'
import { listedThreads } from './stand-in-state.ts'

const listReleases: Answerer = ({ repository, presenter, query }) =>
  pageOf(repository.releases.toReversed(), query, `${presenter.apiUrl(repository)}/releases`, (release) =>
    presenter.release(repository, release),
  )

const listPulls: Answerer = ({ repository, presenter, query }) => {
  const wanted = query.get('state') ?? 'open'
  const sort = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt'
  const listed = listedThreads(repository)
    .filter(({ pull, state }) => pull !== null && (wanted === 'all' || state === wanted))
    .sort((one, other) => (one[sort] === other[sort] ? 0 : one[sort] < other[sort] ? -1 : 1))
  if (query.get('direction') !== 'asc') listed.reverse()
  return pageOf(listed, query, `${presenter.apiUrl(repository)}/pulls`, (thread) =>
    presenter.pull(repository, thread, false),
  )
}

const readPull: Answerer = ({ repository, presenter }, [number]) => {
  const thread = repository.threads.get(Number(number))
  return thread?.pull ? { status: 200, body: presenter.pull(repository, thread) } : notFound()
}

const readBranch: Answerer = ({ repository, presenter }, [branch]) => {
  const { head } = repository.git
  return head === undefined || branch !== repository.defaultBranch
    ? notFound()
    : { status: 200, body: presenter.branch(repository, head) }
}

/** GitHub takes a commit for its tree as well. */
const readTree: Answerer = ({ repository, presenter, query }, [sha = '']) => {
  const { trees, commits } = repository.git
  const tree = trees.get(sha) ?? trees.get(commits.get(sha)?.tree ?? '')
  // Any value means recursive, "0" and "false" too.
  return tree === undefined
    ? notFound()
    : { status: 200, body: presenter.tree(repository, sha, tree, query.has('recursive')) }
}

const readBlob: Answerer = ({ repository, presenter }, [sha = '']) => {
  const bytes = repository.git.blobs.get(sha)
  return bytes === undefined ? notFound() : { status: 200, body: presenter.blob(repository, sha, bytes) }
}

/** Of `/repos/{owner}/{repo}/releases`, `…/pulls…`, `…/branches…` and `…/git…`. */
export const codeRoutes: Route[] = [
  ['GET', /^\/releases$/, listReleases],
  ['GET', /^\/pulls$/, listPulls],
  ['GET', /^\/pulls\/(\d+)$/, readPull],
  ['GET', /^\/branches\/([^/]+)$/, readBranch],
  ['GET', /^\/git\/trees\/([^/]+)$/, readTree],
  ['GET', /^\/git\/blobs\/([^/]+)$/, readBlob],
]
