import { basename } from 'node:path'
import { nodeId } from './node-id.ts'
import { shaOf } from './sha-of.ts'
import { fullNameOf } from './stand-in-state.ts'
import type {
  StandInCommit,
  StandInIssue,
  StandInLabel,
  StandInRelease,
  StandInRepository,
  StandInTree,
  StandInUser,
} from './stand-in-types.ts'

type Parts = {
  apiUrl(repository: StandInRepository): string
  pageUrl(repository: StandInRepository): string
  user(user: StandInUser): object
  repository(repository: StandInRepository): object
  label(repository: StandInRepository, label: StandInLabel): object
  association(repository: StandInRepository, user: StandInUser): string
}

export type Push = { before: string | null; commit: StandInCommit; forced: boolean }

const noCommit = '0'.repeat(40)

/** Pull requests, releases, commits, trees and blobs. */
export function openCodePresenter({ apiUrl, pageUrl, user, label, association, ...parts }: Parts) {
  const commitUrl = (repository: StandInRepository, sha: string) => `${apiUrl(repository)}/commits/${sha}`

  return {
    /** `full` is what a single pull request has and a listing has not. */
    pull: (repository: StandInRepository, thread: StandInIssue, full = true) => {
      const { pull } = thread
      if (pull === null) throw new Error(`${fullNameOf(repository)}#${thread.number} is no pull request.`)
      const url = `${apiUrl(repository)}/pulls/${thread.number}`
      const page = `${pageUrl(repository)}/pull/${thread.number}`
      const issue = `${apiUrl(repository)}/issues/${thread.number}`
      const branch = (ref: string, sha: string) => ({
        label: `${repository.owner.login}:${ref}`,
        ref,
        sha,
        user: user(repository.owner),
        repo: parts.repository(repository),
      })
      return {
        url,
        id: pull.id,
        node_id: nodeId('PR', pull.id),
        html_url: page,
        diff_url: `${page}.diff`,
        patch_url: `${page}.patch`,
        issue_url: issue,
        commits_url: `${url}/commits`,
        review_comments_url: `${url}/comments`,
        review_comment_url: `${apiUrl(repository)}/pulls/comments{/number}`,
        comments_url: `${issue}/comments`,
        statuses_url: `${apiUrl(repository)}/statuses/${pull.headSha}`,
        number: thread.number,
        state: thread.state,
        locked: thread.locked,
        title: thread.title,
        user: user(thread.user),
        body: thread.body,
        labels: thread.labels.map((it) => label(repository, it)),
        milestone: null,
        active_lock_reason: null,
        created_at: thread.createdAt,
        updated_at: thread.updatedAt,
        closed_at: thread.closedAt,
        merged_at: pull.mergedAt,
        merge_commit_sha: pull.mergeSha,
        assignee: null,
        assignees: [],
        requested_reviewers: [],
        requested_teams: [],
        head: branch(pull.head, pull.headSha),
        base: branch(pull.base, repository.git.head?.sha ?? shaOf(pull.base)),
        _links: Object.fromEntries(
          [
            ['self', url],
            ['html', page],
            ['issue', issue],
            ['comments', `${issue}/comments`],
            ['review_comments', `${url}/comments`],
            ['review_comment', `${apiUrl(repository)}/pulls/comments{/number}`],
            ['commits', `${url}/commits`],
            ['statuses', `${apiUrl(repository)}/statuses/${pull.headSha}`],
          ].map(([name, href]) => [name, { href }]),
        ),
        author_association: association(repository, thread.user),
        auto_merge: null,
        draft: false,
        ...(full && {
          merged: pull.mergedAt !== null,
          mergeable: null,
          rebaseable: null,
          mergeable_state: 'unknown',
          merged_by: pull.mergedBy && user(pull.mergedBy),
          comments: thread.comments.length,
          review_comments: 0,
          maintainer_can_modify: false,
          commits: 1,
          additions: 1,
          deletions: 0,
          changed_files: 1,
        }),
      }
    },

    release: (repository: StandInRepository, release: StandInRelease) => {
      const url = `${apiUrl(repository)}/releases/${release.id}`
      const tag = encodeURIComponent(release.tag)
      return {
        url,
        html_url: `${pageUrl(repository)}/releases/tag/${tag}`,
        assets_url: `${url}/assets`,
        upload_url: `${url}/assets{?name,label}`,
        tarball_url: `${apiUrl(repository)}/tarball/${tag}`,
        zipball_url: `${apiUrl(repository)}/zipball/${tag}`,
        id: release.id,
        node_id: nodeId('RE', release.id),
        tag_name: release.tag,
        target_commitish: repository.defaultBranch,
        name: release.name,
        body: null,
        draft: release.draft,
        prerelease: release.prerelease,
        immutable: false,
        created_at: release.createdAt,
        updated_at: release.createdAt,
        published_at: release.publishedAt,
        author: user(release.author),
        assets: [],
      }
    },

    branch: (repository: StandInRepository, commit: StandInCommit) => {
      const name = repository.defaultBranch
      const url = commitUrl(repository, commit.sha)
      const self = `${apiUrl(repository)}/branches/${encodeURIComponent(name)}`
      const person = { ...signature(commit.author), date: commit.date }
      return {
        name,
        commit: {
          sha: commit.sha,
          node_id: nodeId('C', commit.sha),
          url,
          html_url: `${pageUrl(repository)}/commit/${commit.sha}`,
          comments_url: `${url}/comments`,
          commit: {
            author: person,
            committer: person,
            message: commit.message,
            comment_count: 0,
            tree: { sha: commit.tree, url: `${apiUrl(repository)}/git/trees/${commit.tree}` },
            url: `${apiUrl(repository)}/git/commits/${commit.sha}`,
          },
          author: user(commit.author),
          committer: user(commit.author),
          parents:
            commit.parent === null ? [] : [{ sha: commit.parent, url: commitUrl(repository, commit.parent) }],
        },
        _links: { self, html: `${pageUrl(repository)}/tree/${name}` },
        protected: false,
        protection: { enabled: false },
        protection_url: `${self}/protection`,
      }
    },

    /** Folders stand before what they hold, as Git lists them. */
    tree: (repository: StandInRepository, sha: string, tree: StandInTree, recursive: boolean) => {
      const url = (kind: string, of: string) => `${apiUrl(repository)}/git/${kind}/${of}`
      const folders = new Set<string>()
      const entries: object[] = []
      for (const [path, file] of tree) {
        const above = path.split('/').slice(0, -1)
        for (const [depth] of above.entries()) {
          const folder = above.slice(0, depth + 1).join('/')
          if (folders.has(folder)) continue
          folders.add(folder)
          const of = shaOf(`${sha} ${folder}`)
          entries.push({ path: folder, mode: '040000', type: 'tree', sha: of, url: url('trees', of) })
        }
        const { mode, sha: of, size } = file
        if (mode === '160000') entries.push({ path, mode, type: 'commit', sha: of })
        else entries.push({ path, mode, type: 'blob', sha: of, size, url: url('blobs', of) })
      }
      const shown = recursive
        ? entries
        : entries.filter((entry) => 'path' in entry && basename(String(entry.path)) === entry.path)
      const { treeLimit } = repository.git
      return {
        sha,
        url: url('trees', sha),
        tree: shown.slice(0, treeLimit),
        truncated: shown.length > treeLimit,
      }
    },

    blob: (repository: StandInRepository, sha: string, bytes: Buffer) => ({
      sha,
      node_id: nodeId('B', sha),
      size: bytes.byteLength,
      url: `${apiUrl(repository)}/git/blobs/${sha}`,
      // GitHub breaks the text into lines.
      content: bytes.toString('base64').replace(/.{60}/g, '$&\n'),
      encoding: 'base64',
    }),

    push: (repository: StandInRepository, { before, commit, forced }: Push) => {
      const told = {
        id: commit.sha,
        tree_id: commit.tree,
        distinct: true,
        message: commit.message,
        timestamp: commit.date,
        url: `${pageUrl(repository)}/commit/${commit.sha}`,
        author: signature(commit.author),
        committer: signature(commit.author),
        added: [],
        removed: [],
        modified: [],
      }
      return {
        ref: `refs/heads/${repository.defaultBranch}`,
        before: before ?? noCommit,
        after: commit.sha,
        created: before === null,
        deleted: false,
        forced,
        base_ref: null,
        compare: `${pageUrl(repository)}/compare/${before ?? noCommit}...${commit.sha}`,
        commits: [told],
        head_commit: told,
        pusher: signature(commit.author),
      }
    },
  }
}

function signature({ login }: StandInUser) {
  return { name: login, email: `${encodeURIComponent(login)}@users.noreply.github.com` }
}
