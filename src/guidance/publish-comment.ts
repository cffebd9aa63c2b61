import type { Comment } from '../github/github.ts'
import type { Repository } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { hashText } from '../repositories/hash-words.ts'
import { answerOf, repositoryAtHand } from './ask-github.ts'
import { judgedBefore } from './guidance-source.ts'
import { judgeSource } from './judge-source.ts'
import { parseGuidanceComment } from './parse-guidance-comment.ts'
import { reason } from './reason.ts'
import { commentKey, type HintedComment } from './send-source-job.ts'
import { whoStandsFor } from './who-stands-for.ts'
import { withdrawSource } from './withdraw-source.ts'

/** Brings guidance in line with a comment as it is now, and answers the comment. @throws NotNow */
export async function publishComment(deps: Deps, hint: HintedComment): Promise<void> {
  const { github } = deps
  if (github === null) return
  const repository = await repositoryAtHand(deps, hint)
  if (repository === null) return
  const login = await github.login()
  if (hint.sender === login) return
  const { organizationId, repositoryId, number: issueNumber, commentId } = hint
  const source = { organizationId, key: commentKey(commentId), repositoryId, issueNumber }
  const answer = await github.readComment(repository.name, commentId)
  const comment = await answerOf(deps, github, repository, answer)
  if (comment?.author === login) return
  if (comment !== null && hint.action === 'deleted') throw new Error('GitHub still shows a deleted comment')
  const said = comment && parseGuidanceComment(comment.body)
  if (comment === null || said === null) return withdrawSource(deps, source, 'comment')

  const hash = hashText(comment.body)
  const { author, updatedAt } = comment
  const who = whoStandsFor(hint, { hash, author, updatedAt }, await judgedBefore(deps, source))
  if (who === null) return
  const ticket = await findTicket(deps, repository, comment)
  if (ticket === null) return
  const product = ticket.problem.product ?? {
    error: reason`The problem of this ticket belongs to no product, and guidance is for one.`,
  }
  await judgeSource(deps, github, repository, {
    ...{ source, way: 'comment', kind: 'WORKAROUND', url: comment.url, hash, said, product },
    login: who.login,
    problemId: ticket.problemId,
  })
}

const findTicket = ({ database }: Deps, { organizationId, id }: Repository, { issueNumber }: Comment) =>
  database.prisma.ticket.findFirst({
    where: { organizationId, repositoryId: id, number: issueNumber },
    include: { problem: { include: { product: true } } },
  })
