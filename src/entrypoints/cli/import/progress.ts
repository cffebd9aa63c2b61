import cliProgress from 'cli-progress'
import type { Clock } from '../../../platform/clock.ts'
import type { Terminal } from '../terminal.ts'
import { describeProgress } from './describe-progress.ts'

export type Progress = {
  /** @param done of `total`, in any unit @param items what the rate is counted in */
  update(done: number, total: number, items: number): void
  /** A line for the person, above the bar. */
  note(line: string): void
  end(): void
}

const lineEveryMs = 5_000

/** A bar where somebody watches; else a line at once and then every few seconds. */
export function startProgress(title: string, terminal: Terminal, clock: Clock): Progress {
  const startedAt = clock.now().getTime()
  const describe = (done: number, total: number, items: number) =>
    describeProgress({ done, total, items, elapsedMs: clock.now().getTime() - startedAt })
  return terminal.isWatched ? drawBar(title, describe) : writeLines(title, describe, terminal, clock)
}

type Describe = (done: number, total: number, items: number) => string

function drawBar(title: string, describe: Describe): Progress {
  const bars = new cliProgress.MultiBar({
    format: `${title} {bar} {said}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
  })
  const bar = bars.create(1, 0, { said: '' })
  return {
    update(done, total, items) {
      bar.setTotal(Math.max(total, 1))
      bar.update(done, { said: describe(done, total, items) })
    },
    note: (line) => bars.log(`${line}\n`),
    end: () => bars.stop(),
  }
}

function writeLines(title: string, describe: Describe, terminal: Terminal, clock: Clock): Progress {
  let next = 0
  return {
    update(done, total, items) {
      const now = clock.now().getTime()
      if (now < next) return
      next = now + lineEveryMs
      terminal.complain(`${title}: ${describe(done, total, items)}`)
    },
    note: (line) => terminal.complain(line),
    end() {},
  }
}
