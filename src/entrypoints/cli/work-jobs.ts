import type { Env } from '../../env.ts'
import type { DeadJob } from '../../platform/jobs/jobs.ts'
import { withOperator } from './open-for-operator.ts'
import { renderTable } from './render-table.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** `bothways jobs` lists what waits and what failed for good; `bothways jobs retry` sends the failed back. */
export function workJobs(env: Env, action: string | undefined, terminal: Terminal): Promise<void> {
  if (action !== undefined && action !== 'list' && action !== 'retry') {
    throw new UsageError(`jobs ${action}: must be list or retry.`)
  }
  return withOperator(env, async ({ deps: { jobs } }) => {
    if (action === 'retry') {
      const sent = await jobs.retryDeadLetters()
      const again = sent === 1 ? '1 job was' : `${sent} jobs were`
      return terminal.print(
        sent === 0
          ? 'No job has failed for good.'
          : `${again} sent back; a running worker takes it from here.`,
      )
    }
    const queues = (await jobs.queues()).filter(({ waiting, active }) => waiting + active > 0)
    const busy = queues.map(({ name, waiting, active }) => [name, String(waiting), String(active)])
    terminal.print(
      busy.length > 0 ? renderTable(['QUEUE', 'WAITING', 'RUNNING'], busy) : 'No job waits or runs.',
    )
    const dead = await jobs.deadLetters()
    terminal.print('')
    if (dead.length === 0) return terminal.print('No job has failed for good.')
    terminal.print(renderTable(['FAILED FOR GOOD', 'SINCE', 'REASON'], dead.map(describeDeadJob)))
    terminal.print('\nMend the reason, then send them back: bothways jobs retry')
  })
}

export const describeDeadJob = ({ name, failedAt, reason }: DeadJob): [string, string, string] => [
  name,
  failedAt.toISOString(),
  readReason(reason),
]

/** What a job ended with is kept as JSON: of an error, its message is what people need. */
function readReason(reason: string): string {
  const found: unknown = JSON.parse(reason)
  const message =
    typeof found === 'object' && found !== null && 'message' in found ? String(found.message) : reason
  return message.replaceAll(/\s+/g, ' ').slice(0, 300)
}
