import { z } from 'zod'
import type { Prisma } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { InvalidInput, NotFound } from '../platform/errors.ts'
import { parseInput } from '../platform/parse-input.ts'
import { requireScope, type Viewer } from '../platform/viewer.ts'
import { findLivingProblem } from '../problems/decisions/find-living-problem.ts'
import { recordDecision } from '../problems/decisions/record-decision.ts'
import { isTaken } from '../repositories/claim-installation.ts'
import { ensureSeenRepository, refuseTaken } from '../repositories/ensure-repository.ts'
import { readMarker, secretOf } from '../repositories/marker.ts'
import { RepositoryTaken } from '../repositories/repositories.errors.ts'
import { findTicket, findTicketOf, type TicketAtHand } from './find-ticket.ts'
import { isOutOfReach } from './is-out-of-reach.ts'
import { toldNow } from './notice-counts.ts'
import { noIssue } from './queue-ticket.ts'
import { sendFollowJob } from './send-follow-job.ts'
import { sendWriteJob } from './send-write-job.ts'
import { GitHubIsOff, IssueNotReadable, IssueTaken, WriteUnderWay } from './tickets.errors.ts'
import { leaveIssue } from './unlink-ticket.ts'

const reference =
  /^(?:https?:\/\/[^\s/]+\/)?([A-Za-z0-9][\w-]{0,38}\/(?!\.{1,2}[#/])[\w.-]{1,100})(?:#|\/issues\/)(\d{1,9})$/

const inputSchema = z.object({
  problemId: z.string(),
  issue: z
    .string()
    .max(500, 'must have at most 500 characters')
    .regex(reference, 'must be owner/name#number or the address of the issue'),
})

/**
 * Makes an issue that exists the ticket of a problem: one that people opened, or one that was moved out of sight. Our
 * part goes below what it says. The issue that the ticket had is left as it is.
 * @throws NotFound, ProblemAlreadyMerged, IssueNotReadable, IssueTaken, RepositoryTaken, WriteUnderWay, GitHubIsOff
 */
export async function relinkTicket(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'TRIAGE')
  const { problemId, issue: written } = parseInput(inputSchema, input)
  const { organizationId } = viewer
  const { github } = deps
  if (github === null) throw new GitHubIsOff()
  const [, name = '', digits = ''] = reference.exec(written) ?? []
  await inTransaction(deps.database, async (transaction) => {
    await findLivingProblem(transaction, organizationId, problemId)
    await refuseTaken(transaction, organizationId, name)
  })
  const taken = await isTaken(deps, github, organizationId, name).catch(() => null)
  if (taken === null) throw new IssueNotReadable(written)
  if (taken) throw new RepositoryTaken(name)
  const read = await github.readIssue(name, Number(digits))
  if (read.outcome !== 'ok') throw new IssueNotReadable(written)
  const issue = read.value
  if (issue.isPull) throw new InvalidInput('issue', 'is a pull request; link the issue that it is for')
  const place = await github.readRepository(issue.repository)
  if (place.outcome !== 'ok') throw new IssueNotReadable(written)
  if (issue.repository.toLowerCase() !== name.toLowerCase())
    throw new InvalidInput('issue', `is ${issue.repository}#${issue.number} now; link that one`)

  const login = await github.login()
  const ticketId = await inTransaction(deps.database, async (transaction) => {
    const repository = await ensureSeenRepository(deps, transaction, organizationId, place.value)
    const problem = await findLivingProblem(transaction, organizationId, problemId)
    const known = await findTicketOf(transaction, organizationId, problemId)
    const isUncertain = known?.state === 'SENDING' || known?.state === 'UNKNOWN'
    if (isUncertain && !(await isOutOfReach(transaction, known))) throw new WriteUnderWay()
    const here = { organizationId, repositoryId: repository.id, number: issue.number }
    if (known?.repositoryId === here.repositoryId && known.number === here.number) return known.id
    // By its id too: its repository may have had another name when it was opened.
    const holders = { organizationId, problemId: { not: problemId }, OR: [here, { githubId: issue.id }] }
    if ((await transaction.ticket.count({ where: holders })) > 0) throw new IssueTaken(written)
    if (known !== null) await leaveIssue(deps, transaction, known)
    await transaction.leftIssue.deleteMany({ where: here })
    const organization = await transaction.organization.findUniqueOrThrow({ where: { id: organizationId } })
    const isOurs = readMarker('problem', issue.body, secretOf(organization)) === problemId
    const now = deps.clock.now()
    const linked = {
      ...noIssue,
      ...{ repositoryId: repository.id, number: issue.number, githubId: issue.id, url: issue.url },
      ...{
        state: 'OPEN' as const,
        stateSince: now,
        obstacle: null,
        detail: null,
        held: false,
        appendsBlock: !isOurs,
        // Given for another problem, its title may say what a customer wrote too.
        titleQuotes: issue.author === login,
      },
      ...{ issueTitle: issue.title, issueLabels: issue.labels, dueAt: now },
      ...toldNow(deps, problem),
    } satisfies Prisma.TicketUncheckedUpdateInput
    const { id } =
      known === null
        ? await transaction.ticket.create({
            data: { organizationId, id: deps.ids.next(), problemId, createdAt: now, ...linked },
          })
        : await transaction.ticket.update({
            where: { organizationId_id: { organizationId, id: known.id } },
            data: linked,
          })
    await recordDecision(deps, transaction, viewer, {
      ...{ organizationId, problemId, otherProblemId: null, kind: 'TICKET_RELINKED' },
      reason: `It is ${repository.name}#${issue.number} now.`,
    })
    const ticket = { organizationId, id, repositoryId: repository.id }
    await sendFollowJob(deps, transaction, ticket, { sender: null })
    await sendWriteJob(deps, transaction, ticket)
    return id
  })
  const ticket = await findTicket(deps.database.prisma, organizationId, ticketId)
  if (ticket === null) throw new NotFound('ticket', ticketId)
  return { ticket: ticket satisfies TicketAtHand }
}
