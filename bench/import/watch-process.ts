import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'

export type Watched<T> = {
  value: T
  milliseconds: number
  /** The longest the event loop did not turn, in milliseconds. */
  longestPause: number
  /** The same without the time that it waited for a processor, which others had. NaN outside Linux. */
  longestOwnPause: number
  /** The most memory that was resident, in MB. */
  peakMemory: number
}

const resolution = 1
/** Nothing that waits for an answer may wait this long for the event loop. */
export const longestPauseAllowed = 50

/** What some work costs the process that does it. */
export async function watchProcess<T>(work: () => Promise<T>): Promise<Watched<T>> {
  const delay = monitorEventLoopDelay({ resolution })
  let peakMemory = process.memoryUsage.rss()
  let longestOwnPause = 0
  let last = { at: performance.now(), waited: waitedForProcessor() }
  const sampling = setInterval(() => {
    const now = { at: performance.now(), waited: waitedForProcessor() }
    longestOwnPause = Math.max(longestOwnPause, now.at - last.at - (now.waited - last.waited) - resolution)
    last = now
    peakMemory = Math.max(peakMemory, process.memoryUsage.rss())
  }, resolution)
  delay.enable()
  const started = performance.now()
  try {
    const value = await work()
    const milliseconds = performance.now() - started
    return {
      value,
      milliseconds,
      longestPause: delay.max / 1e6 - resolution,
      longestOwnPause,
      peakMemory: peakMemory / 1024 / 1024,
    }
  } finally {
    delay.disable()
    clearInterval(sampling)
  }
}

/** Milliseconds that this thread was ready to run and had no processor. */
function waitedForProcessor(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[1]) / 1e6
  } catch {
    return Number.NaN
  }
}
