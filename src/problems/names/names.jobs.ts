import { inTransaction, type Transaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'
import type { EventHandler } from '../../platform/events.ts'
import { handleJob, type JobHandler } from '../../platform/jobs/define-job.ts'
import { improveName } from './improve-name.ts'
import { nameProblemJob, resumeNamesJob } from './name-problem-job.ts'

export const nameJobs: JobHandler[] = [
  handleJob(nameProblemJob, (deps, { organizationId, problemId }) =>
    improveName(deps, organizationId, problemId),
  ),
  handleJob(resumeNamesJob, resumeNames),
]

export const nameHandlers: EventHandler[] = [
  {
    event: 'problem.counted',
    handle: async (deps, transaction, { organizationId, problemId, recurring }) => {
      if (recurring) await nameAsItGrows(deps, transaction, organizationId, problemId)
    },
  },
  { event: 'worker.started', react: resumeNames },
]

/** At twice as many reports as when it was named last, others may be the central ones. */
async function nameAsItGrows(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  problemId: string,
): Promise<void> {
  const [grown] = await transaction.$queryRaw<object[]>`
    SELECT id FROM problems WHERE organization_id = ${organizationId}::uuid AND id = ${problemId}::uuid
      AND report_count >= greatest(1, 2 * named_reports)`
  if (grown === undefined) return
  await deps.jobs.send(transaction, nameProblemJob, { organizationId, problemId }, { key: problemId })
}

/** So many problems a run; after a large import most of them wait for the limits again. */
const mostResumed = 50

async function resumeNames(deps: Deps): Promise<void> {
  const due = await deps.database.prisma.problem.findMany({
    where: { nameDueAt: { lte: deps.clock.now() } },
    orderBy: { nameDueAt: 'asc' },
    select: { organizationId: true, id: true },
    take: mostResumed,
  })
  for (const { organizationId, id } of due) {
    await inTransaction(deps.database, (transaction) =>
      deps.jobs.send(transaction, nameProblemJob, { organizationId, problemId: id }, { key: id }),
    )
  }
}
