import { expect } from 'vitest'
import type { Fault } from '../../src/github/stand-in/stand-in-faults.ts'
import { inTransaction } from '../../src/platform/database/transaction.ts'
import { queueComment } from '../../src/repositories/queue-comment.ts'
import { repliesIn } from '../guidance/github-company.ts'
import type { Tenant, World } from './open-world.ts'
import { companyWithTicket, writes } from './ticket-stories.ts'

/** Has our comment below an issue say so; answers its id. */
export const say = (
  world: World,
  { viewer }: Tenant,
  repository: string,
  body: string,
  { issueNumber = 1, key = 'story' } = {},
): Promise<string> =>
  inTransaction(world.deps.database, async (transaction) => {
    const { organizationId } = viewer
    const { id: repositoryId } = await transaction.repository.findUniqueOrThrow({
      where: { nameKey: repository },
    })
    await queueComment(world.deps, transaction, { organizationId, repositoryId, issueNumber, key, body })
    const { id } = await transaction.outgoingComment.findUniqueOrThrow({
      where: { organizationId_key: { organizationId, key } },
    })
    return id
  })

export const commentOf = (world: World, { viewer: { organizationId } }: Tenant, id: string) =>
  world.deps.database.prisma.outgoingComment.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id } },
  })

/** How often we tried to write a comment that was not there. */
export const creations = (world: World, repository: string): number =>
  writes(world, repository).filter(({ path }) => path.endsWith('/comments')).length

export const commentsOf = (repository: string) => new RegExp(`^/repos/${repository}/issues/1/comments`)
export const editsIn = (repository: string) => new RegExp(`^/repos/${repository}/issues/comments/`)

/** A company with a ticket, below whose issue we have said something. */
export async function companyThatSaid(world: World, repository: string, words: string) {
  const { company, problemId } = await companyWithTicket(world, repository)
  const id = await say(world, company, repository, words)
  await world.workOff()
  expect(repliesIn(world, repository)).toEqual([words])
  return { company, problemId, id }
}

/** The answer to our comment is lost, and with it the comment. */
export async function companyWithLostComment(
  world: World,
  repository: string,
  fault: Fault['kind'] = 'reset_before_commit',
) {
  const { company, problemId } = await companyWithTicket(world, repository)
  world.github.failNext('POST', commentsOf(repository), { kind: fault } as Fault)
  const id = await say(world, company, repository, 'One.')
  await world.workOff()
  expect(await commentOf(world, company, id)).toMatchObject({ state: 'UNKNOWN', githubId: null })
  return { company, problemId, id }
}
