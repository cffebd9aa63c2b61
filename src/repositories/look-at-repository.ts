import type { GitHub, ReadFailure, RefusalReason, Repository as Seen } from '../github/github.ts'
import type { Repository, RepositoryObstacle } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { absorbRepository } from './absorb-repository.ts'
import { claimInstallation } from './claim-installation.ts'
import { isGivenUp } from './ensure-repository.ts'
import { renameRepository } from './rename-repository.ts'
import { restSilent, restUntil, type Wait, waitOf } from './rest-repository.ts'

export type Look =
  | { outcome: 'ready'; repository: Repository; seen: Seen }
  | { outcome: 'obstructed'; repository: Repository; obstacle: RepositoryObstacle }
  | ({ outcome: 'wait' } & Wait)

export const obstacleOf: Record<Exclude<RefusalReason, 'invalid'>, RepositoryObstacle> = {
  not_found: 'MISSING',
  forbidden: 'FORBIDDEN',
  issues_disabled: 'ISSUES_DISABLED',
  archived: 'ARCHIVED',
  unauthorized: 'UNAUTHORIZED',
  suspended: 'SUSPENDED',
}

/**
 * Asks GitHub how a repository is, and stores what it says: its name, who sees it, and what stands in the way of a
 * write. Every write begins with it, so that none relies on how things were.
 * @param how `thoroughly` also asks what the App may do there, and whether it serves this organization
 */
export async function lookAtRepository(
  deps: Deps,
  github: GitHub,
  repository: Repository,
  how: 'quickly' | 'thoroughly' = 'quickly',
): Promise<Look> {
  const resting = waitOf(repository, deps.clock.now())
  if (resting !== null) return { outcome: 'wait', ...resting }
  const read = await github.readRepository(repository.name)
  if (read.outcome !== 'ok') return failed(deps, github, repository, read)
  const seen = read.value
  if (repository.githubId !== null && repository.githubId !== seen.id) {
    return store(deps, repository, { obstacle: 'REPLACED', detail: null, seen: null })
  }
  const known = await deps.database.prisma.repository.findUnique({ where: { githubId: seen.id } })
  if (known !== null && known.id !== repository.id) return joinKnown(deps, github, repository, known, how)
  // Nothing of another organization's repository is kept, not even that it was renamed.
  if (await isHeldByOthers(deps, repository, seen.fullName))
    return store(deps, repository, { obstacle: 'TAKEN', detail: null, seen: null })
  let obstacle: RepositoryObstacle | null = null
  // Whose it is, is known before the first write, and anew before the next one after a hindrance.
  if (how === 'thoroughly' || repository.githubId === null || repository.obstacle !== null) {
    const installed = await github.readInstallation(seen.fullName)
    if (installed.outcome === 'limited' || installed.outcome === 'unavailable')
      return failed(deps, github, repository, installed)
    if (installed.outcome === 'ok' && installed.value !== null) {
      const { id, suspended, permissions } = installed.value
      if (!(await claimInstallation(deps, repository.organizationId, id)))
        return store(deps, repository, { obstacle: 'TAKEN', detail: null, seen: null })
      if (suspended) obstacle = 'SUSPENDED'
      else if (permissions.issues !== 'write') obstacle = 'FORBIDDEN'
    }
  }
  if (seen.archived) obstacle ??= 'ARCHIVED'
  if (!seen.hasIssues) obstacle ??= 'ISSUES_DISABLED'
  // GitHub refused a write, though it may look as if we might: only a person has it tried again.
  if (repository.refusedAt !== null) obstacle ??= 'FORBIDDEN'
  const detail = obstacle === repository.obstacle ? repository.detail : null
  return store(deps, repository, { obstacle, detail, seen })
}

/** Before GitHub told its id, the one who named it first has it. */
async function isHeldByOthers(
  { database }: Deps,
  { githubId, organizationId }: Repository,
  fullName: string,
): Promise<boolean> {
  if (githubId !== null) return false
  const holder = await database.prisma.repository.findUnique({ where: { nameKey: fullName.toLowerCase() } })
  return holder !== null && holder.organizationId !== organizationId && !isGivenUp(holder)
}

/** It was named anew before we learnt that it has another name. */
async function joinKnown(
  deps: Deps,
  github: GitHub,
  repository: Repository,
  known: Repository,
  how: 'quickly' | 'thoroughly',
): Promise<Look> {
  if (known.organizationId !== repository.organizationId)
    return store(deps, repository, { obstacle: 'TAKEN', detail: null, seen: null })
  const { name, nameKey } = repository
  await inTransaction(deps.database, async (transaction) => {
    await absorbRepository(transaction, repository, known.id)
    const where = { organizationId_id: { organizationId: known.organizationId, id: known.id } }
    await transaction.repository.update({ where, data: { name, nameKey } })
  })
  return lookAtRepository(deps, github, { ...known, name, nameKey }, how)
}

async function failed(
  deps: Deps,
  github: GitHub,
  repository: Repository,
  answer: ReadFailure,
): Promise<Look> {
  if (answer.outcome === 'limited')
    return { outcome: 'wait', ...(await restUntil(deps, repository, answer.retryAt)) }
  if (answer.outcome === 'unavailable')
    return { outcome: 'wait', ...(await restSilent(deps, repository, answer.reason)) }
  if (answer.outcome === 'refused' && answer.reason === 'invalid')
    return store(deps, repository, { obstacle: 'MISSING', detail: answer.message, seen: null })
  const obstacle = answer.outcome === 'missing' ? 'MISSING' : obstacleOf[answer.reason as 'forbidden']
  const known = obstacle === 'MISSING' ? await whyMissing(github, repository) : obstacle
  return store(deps, repository, { obstacle: known, detail: answer.message, seen: null })
}

/** A repository that an App does not see may only lack the installation. */
async function whyMissing(github: GitHub, { name }: Repository): Promise<RepositoryObstacle> {
  const installed = await github.readInstallation(name)
  if (installed.outcome === 'ok') return installed.value?.suspended ? 'SUSPENDED' : 'MISSING'
  return installed.outcome === 'missing' || installed.outcome === 'refused' ? 'UNINSTALLED' : 'MISSING'
}

type Learnt = { obstacle: RepositoryObstacle | null; detail: string | null; seen: Seen | null }

/** Something was refused for what is true of the whole repository. */
export const noteObstacle = (
  deps: Deps,
  repository: Repository,
  reason: Exclude<RefusalReason, 'invalid'>,
  detail: string,
  what: 'write' | 'read' = 'write',
): Promise<Look> =>
  store(deps, repository, { obstacle: obstacleOf[reason], detail, seen: null }, what === 'write')

const store = (
  deps: Deps,
  before: Repository,
  { obstacle, detail, seen }: Learnt,
  ofWrite = false,
): Promise<Look> =>
  inTransaction(deps.database, async (transaction) => {
    const { organizationId, id } = before
    const where = { organizationId_id: { organizationId, id } }
    const now = deps.clock.now()
    const was = await transaction.repository.findUniqueOrThrow({ where })
    if (seen !== null && (seen.fullName !== was.name || was.nameKey !== was.name.toLowerCase()))
      await renameRepository(transaction, was, seen.fullName)
    const repository = await transaction.repository.update({
      where,
      data: {
        obstacle,
        detail,
        // Its name is another's now: connected anew, that one is known by it.
        ...(obstacle === 'REPLACED' ? { nameKey: `${was.name.toLowerCase()}#${id}` } : {}),
        obstacleSince: obstacle === null ? null : was.obstacle === obstacle ? was.obstacleSince : now,
        ...(ofWrite && obstacle === 'FORBIDDEN' ? { refusedAt: now } : {}),
        checkedAt: now,
        restUntil: null,
        restReason: null,
        silences: 0,
        ...(seen === null
          ? {}
          : { githubId: seen.id, isPrivate: seen.private, defaultBranch: seen.defaultBranch }),
      },
    })
    if (was.obstacle !== repository.obstacle || was.isPrivate !== repository.isPrivate) {
      await deps.events.emit(deps, transaction, 'repository.changed', {
        organizationId,
        repositoryId: id,
        obstacle: { was: was.obstacle, is: repository.obstacle },
        isPrivate: { was: was.isPrivate, is: repository.isPrivate },
      })
    }
    if (obstacle !== null || seen === null)
      return { outcome: 'obstructed', repository, obstacle: obstacle ?? 'MISSING' }
    return { outcome: 'ready', repository, seen }
  })
