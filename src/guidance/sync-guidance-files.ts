import { createHash } from 'node:crypto'
import type { GitHub } from '../github/github.ts'
import type { Component, GuidanceFile, Repository } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { lookAtRepository } from '../repositories/look-at-repository.ts'
import { answerOf, NotNow, repositoryAtHand } from './ask-github.ts'
import { type FoundFile, filesIn, planFileSync } from './plan-file-sync.ts'
import { mostFileBytes, readGuidanceFile, tooLarge } from './read-guidance-file.ts'
import type { HintedPush } from './send-sync-job.ts'
import {
  type Advised,
  moveGuidanceFile,
  type ReadFrom,
  storeGuidanceFile,
  withdrawGuidanceFile,
} from './store-guidance-file.ts'

export const mostFiles = 500

type Folders = Awaited<ReturnType<typeof foldersOf>>

/**
 * Brings guidance in line with the files at the head of the default branch, whatever was pushed to get there. Each file
 * is taken over by itself, so it goes on where it was interrupted. @throws NotNow
 */
export async function syncGuidanceFiles(deps: Deps, hint: HintedPush): Promise<void> {
  const { github } = deps
  if (github === null) return
  const found = await repositoryAtHand(deps, hint)
  if (found === null) return
  const folders = await foldersOf(deps, found)
  const known = await deps.database.prisma.guidanceFile.findMany({
    where: { organizationId: found.organizationId, repositoryId: found.id },
  })
  if (folders.length === 0) return withdrawAll(deps, found, known)

  const look = await lookAtRepository(deps, github, found, 'thoroughly')
  if (look.outcome === 'wait') throw new NotNow(look.until)
  // What agents have stays; once the obstacle is gone, comparing hints at it again.
  if (look.outcome === 'obstructed') return
  const { repository, seen } = look
  const { name } = repository
  const head = await answerOf(deps, github, repository, await github.readHead(name, seen.defaultBranch))
  // A repository without a commit.
  if (head === null) return
  const state = `${head.tree} ${hashOf(folders)}`
  if (repository.syncedTree === state) return
  const tree = await answerOf(deps, github, repository, await github.readTree(name, head.tree))
  if (tree === null) throw new Error(`the tree of ${name} moved on while it was read`)
  const files = filesIn(folders, tree.files)
  const refusal = refusalOf(tree.truncated, files.length)
  if (refusal !== null) return note(deps, repository, { syncError: refusal })

  const login = hint.commit === head.commit ? hint.sender : null
  const from = { repository, pages: seen.url, branch: seen.defaultBranch, login }
  const plan = planFileSync(known, files)
  for (const { file, to } of plan.moved) await moveGuidanceFile(deps, from, file, to)
  for (const file of plan.read)
    await storeGuidanceFile(deps, from, file, await adviceOf(deps, github, from, folders, file))
  for (const file of plan.gone) await withdrawGuidanceFile(deps, file)
  await note(deps, repository, { syncedTree: state, syncError: null })
}

const foldersOf = ({ database }: Deps, { organizationId, id: repositoryId }: Repository) =>
  database.prisma.product.findMany({
    where: { organizationId, repositoryId, guidanceFolder: { not: null } },
    include: { components: { orderBy: { key: 'asc' } } },
    orderBy: { key: 'asc' },
  })

/** What else than the tree decides what the files say. */
const hashOf = (folders: Folders): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        folders.map(({ id, guidanceFolder, components }) => [
          id,
          guidanceFolder,
          components.map(({ key }) => key),
        ]),
      ),
    )
    .digest('hex')
    .slice(0, 16)

function refusalOf(truncated: boolean, count: number): string | null {
  if (truncated) {
    return 'GitHub lists only part of the files of this repository, as there are too many. Keep guidance in a smaller repository; what agents have stays.'
  }
  return count > mostFiles
    ? `The guidance folders hold ${count} files; at most ${mostFiles} are read. Take some out; what agents have stays.`
    : null
}

async function adviceOf(
  deps: Deps,
  github: GitHub,
  { repository }: ReadFrom,
  folders: Folders,
  { product, sha, size }: FoundFile,
): Promise<Advised> {
  const sharing = folders.filter(({ guidanceFolder }) => guidanceFolder === product.guidanceFolder)
  if (sharing.length > 1) {
    const keys = sharing.map(({ key }) => key).join(', ')
    return { error: `The folder is that of several products: ${keys}. Give each a folder of its own.` }
  }
  if (size !== null && size > mostFileBytes) return { error: tooLarge(size) }
  const bytes = await answerOf(deps, github, repository, await github.readBlob(repository.name, sha))
  if (bytes === null) throw new Error(`a file of ${repository.name} is gone while it was read`)
  const read = readGuidanceFile(bytes)
  if ('error' in read) return read
  const components: Component[] = sharing[0]?.components ?? []
  const componentRow = components.find(({ key }) => key === read.component) ?? null
  if (read.component !== undefined && componentRow === null) {
    const keys = components.map(({ key }) => key).join(', ') || 'none yet'
    return { error: `component: "${product.key}" has no "${read.component}". It has: ${keys}.` }
  }
  return { ...read, componentRow }
}

async function withdrawAll(deps: Deps, repository: Repository, known: GuidanceFile[]): Promise<void> {
  for (const file of known) await withdrawGuidanceFile(deps, file)
  if (known.length > 0 || repository.syncError !== null)
    await note(deps, repository, { syncedTree: null, syncError: null })
}

const note = async (
  { database }: Deps,
  { organizationId, id }: Repository,
  data: { syncedTree?: string | null; syncError: string | null },
): Promise<void> => {
  await database.prisma.repository.update({ where: { organizationId_id: { organizationId, id } }, data })
}
