import type { AddressInfo } from 'node:net'
import { type Clock, systemClock } from '../../platform/clock.ts'
import { openLateCommits } from './late-commits.ts'
import { openPresenter } from './present-github.ts'
import { openAccess, type StandInApp } from './stand-in-access.ts'
import { type Deliveries, type Delivery, openDeliveries } from './stand-in-deliveries.ts'
import { openDoings, type StandInDoings } from './stand-in-doings.ts'
import { type Chance, type Fault, openFaultPlan } from './stand-in-faults.ts'
import { createStandInServer, type SeenRequest } from './stand-in-server.ts'
import { openState } from './stand-in-state.ts'
import type { StandInWorld } from './stand-in-world.ts'

export type StandInContract = {
  /** What is wrong about a request or its answer, measured against GitHub's own description. */
  exchange(request: SeenRequest): string[]
  webhook(event: string, action: string | null, payload: unknown): string[]
}

export type StandInOptions = {
  /** 0, the default, takes any free port. */
  port?: number
  clock?: Clock
  /** The one plain token that is accepted, and whose it is. */
  token?: string
  login?: string
  app?: StandInApp
  /** Every answer comes after so many milliseconds; 0, the default, for none. */
  latencyMs?: number
  /** Asked for each request that no planned fault meets. */
  chance?: Chance
  onRequest?: (request: SeenRequest) => void
  validate?: StandInContract
}

/**
 * A small GitHub in memory for tests and the demo: the REST paths that we use, signed webhooks, pages to look at,
 * and faults on demand.
 */
export type GitHubStandIn = StandInDoings & {
  /** Both GITHUB_API_URL and where the pages are. */
  url: string
  token: string
  login: string
  requests: SeenRequest[]
  /** Breaches of the contract so far; tests expect none. */
  violations: string[]
  deliveries: Delivery[]
  sendWebhooksTo: Deliveries['sendTo']
  holdDeliveries: Deliveries['hold']
  releaseDeliveries: Deliveries['release']
  deliveriesSettled: Deliveries['settled']

  /** The next `times` (1) requests of this method whose path matches meet the fault. */
  failNext(method: string, path: RegExp, fault: Fault, times?: number): void
  /** Carries out what met the fault `late_commit`; resolves when its webhooks have been answered. */
  commitLate(): Promise<void>
  revokeInstallationTokens(): void
  close(): Promise<void>
}

export async function startGitHubStandIn(options: StandInOptions = {}): Promise<GitHubStandIn> {
  const clock = options.clock ?? systemClock
  const token = options.token ?? 'stand-in-token'
  const login = options.login ?? 'bothways-stand-in'
  const app = options.app ?? { id: 1, slug: 'bothways-app' }
  const requests: SeenRequest[] = []
  const violations: string[] = []
  let url = ''

  const state = openState(clock)
  const presenter = openPresenter(() => url, app)
  const access = openAccess(state, { token, login, app })
  const faults = openFaultPlan(options.chance)
  const late = openLateCommits()
  const deliveries = openDeliveries(presenter, (event, action, payload) => {
    violations.push(...(options.validate?.webhook(event, action, payload) ?? []))
  })
  const emit: StandInWorld['emit'] = (events) => void deliveries.emit(events)
  const check = (request: SeenRequest) => {
    violations.push(...(options.validate?.exchange(request) ?? []))
  }
  const server = createStandInServer({
    world: { state, presenter, access, app, clock, emit },
    faults,
    late,
    latencyMs: options.latencyMs ?? 0,
    seen(request) {
      requests.push(request)
      check(request)
      options.onRequest?.(request)
    },
    seenLate: check,
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  state.user(login)

  return {
    ...openDoings({ state, access, deliveries, writers: [login, `${app.slug}[bot]`] }),
    url,
    token,
    login,
    requests,
    violations,
    deliveries: deliveries.all,
    sendWebhooksTo: deliveries.sendTo,
    holdDeliveries: deliveries.hold,
    releaseDeliveries: deliveries.release,
    deliveriesSettled: deliveries.settled,
    failNext: faults.add,
    async commitLate() {
      late.commitAll()
      await deliveries.settled()
    },
    revokeInstallationTokens: () => access.revokeInstallationTokens(),
    async close() {
      late.forget()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      // Hanging requests would hold the server open for ever.
      server.closeAllConnections()
      await closed
      await deliveries.settled()
    },
  }
}
