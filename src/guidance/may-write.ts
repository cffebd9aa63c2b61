import type { GitHub } from '../github/github.ts'
import type { Repository } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { answerOf } from './ask-github.ts'

/**
 * Whether somebody may write in a repository. While GitHub does not answer, nothing is granted.
 * @param login null where nobody said who it was
 * @throws NotNow
 */
export async function mayWrite(
  deps: Deps,
  github: GitHub,
  repository: Repository,
  login: string | null,
): Promise<boolean> {
  if (login === null) return false
  const said = deps.writePermissions.recall(repository.id, login, deps.clock.now())
  if (said !== null) return said
  const answer = await github.permissionOf(repository.name, login)
  const permission = await answerOf(deps, github, repository, answer)
  const may = permission === 'write' || permission === 'admin'
  deps.writePermissions.note(repository.id, login, may, deps.clock.now())
  return may
}
