import { shaOf } from './sha-of.ts'
import type { Changed } from './stand-in-event.ts'
import type { StandInState } from './stand-in-state.ts'
import type {
  FileMode,
  StandInCommit,
  StandInFile,
  StandInGit,
  StandInRepository,
  StandInUser,
} from './stand-in-types.ts'

/** What a path holds from now on; null takes it away. For a symbolic link, `content` is where it leads. */
export type FileChange = string | Uint8Array | { mode: FileMode; content: string } | null

/** A new commit on the default branch, on top of its head or, when forced, in place of its head. */
export function writeFiles(
  state: StandInState,
  repository: StandInRepository,
  author: StandInUser,
  changes: Record<string, FileChange>,
  { message = 'Change files', forced = false }: { message?: string | undefined; forced?: boolean } = {},
): Changed<StandInCommit> {
  const { git } = repository
  const before = git.head
  const files = new Map(before && git.trees.get(before.tree))
  for (const [path, change] of Object.entries(changes)) {
    if (change === null) files.delete(path)
    else files.set(path, store(git, change))
  }
  const entries = [...files].sort(([one], [other]) => (one < other ? -1 : 1))
  const tree = shaOf(entries.map(([path, { mode, sha }]) => `${mode} ${path} ${sha}`).join('\n'))
  const parent = (forced ? before?.parent : before?.sha) ?? null
  const sha = shaOf(`${tree} ${parent} ${message} ${state.nextId()}`)
  const commit: StandInCommit = { sha, tree, parent, message, author, date: state.now() }
  git.trees.set(tree, new Map(entries))
  git.commits.set(sha, commit)
  git.head = commit
  return {
    value: commit,
    events: [
      {
        event: 'push',
        action: null,
        repository,
        sender: author,
        about: (presenter) => presenter.push(repository, { before: before?.sha ?? null, commit, forced }),
      },
    ],
  }
}

function store(git: StandInGit, change: Exclude<FileChange, null>): StandInFile {
  const hasMode = typeof change === 'object' && 'mode' in change
  const bytes = Buffer.from(hasMode ? change.content : change)
  // Git's own hash, so that the same content has the same one everywhere.
  const sha = shaOf(Buffer.concat([Buffer.from(`blob ${bytes.byteLength}\0`), bytes]))
  git.blobs.set(sha, bytes)
  return { mode: hasMode ? change.mode : '100644', sha, size: bytes.byteLength }
}
