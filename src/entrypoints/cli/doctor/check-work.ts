import type { Deps } from '../../../platform/deps.ts'
import { ticketInPlainWords } from '../../../tickets/ticket-in-plain-words.ts'
import { readTicketState } from '../../../tickets/ticket-state.ts'
import { describeDeadJob } from '../work-jobs.ts'
import { type Finding, fine, wrong } from './finding.ts'

/** What waits, and what has come to a stop. */
export async function checkWork(deps: Deps): Promise<Finding[]> {
  const [queues, dead, waiting, stuck] = await Promise.all([
    deps.jobs.queues(),
    deps.jobs.deadLetters(),
    deps.database.prisma.report.count({ where: { groupedAt: null } }),
    deps.database.prisma.ticket.findMany({
      where: { state: { in: ['BLOCKED', 'PAUSED', 'UNKNOWN'] } },
      include: { repository: true, problem: { select: { title: true, status: true } } },
      orderBy: { stateSince: 'asc' },
    }),
  ])
  const jobs = queues.reduce((sum, queue) => sum + queue.waiting, 0)
  const next = 'Mend the reason, then: bothways jobs retry'
  return [
    fine(`jobs waiting: ${jobs}`),
    ...(dead.length === 0 ? [fine('failed jobs: none')] : []),
    ...dead
      .map(describeDeadJob)
      .map(([name, since, reason]) => wrong(`failed for good since ${since}: ${name}: ${reason}`, next)),
    // Not wrong by itself: history waits for its turn, and a running worker is at it.
    fine(`reports that wait to be grouped: ${waiting.toLocaleString('en')}`),
    ...(stuck.length === 0 ? [fine('tickets: none is stuck')] : []),
    ...stuck.map((ticket) => {
      const { repository, state, stateSince, problem } = ticket
      const { explanation, nextStep } = ticketInPlainWords(
        readTicketState(ticket),
        problem.status,
        repository.name,
      )
      return wrong(
        `ticket in ${repository.name} ${state.toLowerCase()} since ${stateSince.toISOString()}: "${problem.title}": ${explanation}`,
        nextStep ?? 'It is tried again by itself.',
      )
    }),
  ].slice(0, mostFindings)
}

/** Whoever has more of them needs the first ones, not all. */
const mostFindings = 50
