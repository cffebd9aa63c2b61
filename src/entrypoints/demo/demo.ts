import { resolve } from 'node:path'
import type { Env } from '../../env.ts'
import { systemClock } from '../../platform/clock.ts'
import { untilStopped } from '../cli/until-stopped.ts'
import { demoProducts } from './data/products.ts'
import { openDemo } from './open-demo.ts'
import { type Stage, tellTheLoop } from './tell-the-loop.ts'
import { type Output, openTeller, type Teller } from './teller.ts'

export type DemoOptions = {
  /** Ends by itself once the whole loop was seen. */
  once: boolean
  /** Keeps the data there; a temporary folder where null. */
  dataDir: string | null
}

/**
 * Shows the whole loop on invented data, then stays up until it is stopped.
 * @throws StepMissing where a step of the loop is not seen
 */
export async function demo(env: Env, { once, dataDir }: DemoOptions, output: Output): Promise<void> {
  const tell = openTeller(output)
  const stopped = untilStopped()
  const began = performance.now()
  tell.line('Bothways, from what customers say to a fix, and back. In GitHub’s place stands')
  tell.line('a local stand-in for GitHub: nothing leaves this machine.')
  const opened = await openDemo(env, dataDir === null ? null : resolve(dataDir))
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`
  try {
    tell.seen(`The service is up after ${seconds()}: ${opened.url}`)
    const stage: Stage = { ...opened, now: systemClock.now() }
    const story = tellTheLoop(stage, tell).then(() => 'told' as const)
    // When it is stopped halfway, nobody listens to how the story ends.
    story.catch(() => {})
    if ((await Promise.race([story, stopped])) !== 'told') {
      if (once) throw new Error('The demo was stopped before the whole loop was seen.')
      return
    }
    tell.line()
    tell.seen(`The whole loop was seen, in ${seconds()}.`)
    if (once) return
    showAddresses(stage, tell)
    await stopped
  } finally {
    await opened.close()
  }
}

function showAddresses({ url, adminKey, standIn }: Stage, tell: Teller): void {
  tell.heading('Look around; Ctrl-C ends it')
  tell.line(`GraphiQL   ${url}/graphql`)
  tell.line('           paste this under Headers:')
  tell.copyable(`{ "Authorization": "Bearer ${adminKey}" }`)
  for (const { repository } of demoProducts) {
    const numbers = standIn.issues(repository).length
    tell.line(`Tickets    ${standIn.url}/${repository}/issues/1 … ${numbers} (stand-in for GitHub)`)
  }
  tell.line(`Metrics    ${url}/metrics`)
}
