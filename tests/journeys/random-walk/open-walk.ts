import { setImmediate } from 'node:timers/promises'
import { createOrganization } from '../../../src/accounts/create-organization.ts'
import { allHandlers } from '../../../src/entrypoints/assemble-deps.ts'
import { openGitHub } from '../../../src/github/open-github.ts'
import type { Fault } from '../../../src/github/stand-in/stand-in-faults.ts'
import type { StandInIssue, StandInRepository } from '../../../src/github/stand-in/stand-in-types.ts'
import {
  type GitHubStandIn,
  type StandInContract,
  startGitHubStandIn,
} from '../../../src/github/stand-in/start-github-stand-in.ts'
import { guidanceJobs } from '../../../src/guidance/guidance.jobs.ts'
import { WritePermissions } from '../../../src/guidance/write-permissions.ts'
import { openBroadcast } from '../../../src/platform/broadcast.ts'
import { openDatabase } from '../../../src/platform/database/open-database.ts'
import { inTransaction } from '../../../src/platform/database/transaction.ts'
import type { Deps } from '../../../src/platform/deps.ts'
import { createEvents } from '../../../src/platform/events.ts'
import { openLog } from '../../../src/platform/log.ts'
import type { Viewer } from '../../../src/platform/viewer.ts'
import { Centers } from '../../../src/reports/vectors/centers.ts'
import { Lexicons } from '../../../src/reports/vectors/lexicons.ts'
import { DeliveryRush } from '../../../src/repositories/delivery-rush.ts'
import { openGitHubCounters } from '../../../src/repositories/github-counters.ts'
import { openDeliveryIntake } from '../../../src/repositories/receive-deliveries.ts'
import { defaultTiming, type GitHubTiming } from '../../../src/repositories/repositories.deps.ts'
import { repositoryJobs } from '../../../src/repositories/repositories.jobs.ts'
import { ticketJobs } from '../../../src/tickets/tickets.jobs.ts'
import { BagOfWordsEmbedder } from '../../reports/vectors/bag-of-words-embedder.ts'
import { openGitHubContract } from '../../support/github-contract/github-contract.ts'
import { SetClock } from '../../support/set-clock.ts'
import { breakable, CrashSwitch } from './crash-switch.ts'
import { Dice, idsInOrder } from './dice.ts'
import { openWalkJobs, type WalkJobs } from './walk-jobs.ts'

/** A repository that a product's tickets go to. It has the organization's only product with that repository. */
export type Place = { viewer: Viewer; repository: StandInRepository; productId: string }

export type Walk = {
  seed: number
  dice: Dice
  clock: SetClock
  github: GitHubStandIn
  contract: StandInContract
  /** Those of the process that is alive; another one has others. */
  deps: Deps
  intake: ReturnType<typeof openDeliveryIntake>
  jobs: WalkJobs
  crash: CrashSwitch
  places: Place[]
  /** Connected to nothing: issues are moved there. The last one hides from us. */
  strays: StandInRepository[]
  /** The fault that the next request meets; drawn before it is sent. */
  draw: (asked: { method: string; path: string }) => Fault | undefined
  /** Asked before each request whether it may be sent. */
  allow: (asked: { method: string; path: string }) => Promise<void>
  /** What else happens while a request is on its way. */
  meanwhile: () => Promise<void>
  /** What people wrote outside of our part, and where it has to stand. */
  notes: { text: string; issue: StandInIssue }[]
  /** Rules that were broken so far. */
  broken: string[]
  /** What happened, the last of it kept. */
  told: string[]
  tell(line: string): void
  /** Another process takes over. */
  restart(): void
  close(): Promise<void>
}

export const nameOf = ({ owner, name }: StandInRepository): string => `${owner.login}/${name}`

const contract = openGitHubContract()
const toldKept = 40

/** @param template a migrated database */
export async function openWalk(
  seed: number,
  template: Uint8Array,
  timing: Partial<GitHubTiming> = {},
): Promise<Walk> {
  const clock = new SetClock('2026-11-22T09:00:00Z')
  const dice = new Dice(seed)
  const crash = new CrashSwitch()
  const ids = idsInOrder()
  const database = await openDatabase({ url: null, dataDir: null, template })
  const jobs = await openWalkJobs(database, [...repositoryJobs, ...ticketJobs, ...guidanceJobs], clock)
  const broadcast = await openBroadcast(database)
  const wire = openWire()
  const github = await startGitHubStandIn({ clock, validate: contract, chance: wire.meet })
  const log = openLog('silent')

  const openDeps = (): Deps => ({
    database: breakable(database, crash),
    clock,
    ids,
    log,
    jobs,
    broadcast,
    events: createEvents(allHandlers),
    github: openGitHub(
      {
        apiUrl: github.url,
        auth: { kind: 'token', token: github.token },
        webhookSecrets: [],
        timeoutMs: 60_000,
      },
      { log, clock, fetch: wire.fetchFor(walk) },
    ),
    timing: {
      ...defaultTiming,
      ...{ writeIntervalMs: 0, hourlyBudget: 1_000_000, reconcileMs: 4 * 60 * 60_000 },
      ...timing,
    },
    counters: openGitHubCounters(),
    writePermissions: new WritePermissions(),
    rush: new Calm(),
    embedder: new BagOfWordsEmbedder('bag@1', 64),
    namer: null,
    lexicons: new Lexicons(),
    centers: new Centers(),
    publicUrl: 'https://bothways.example',
  })
  const walk: Walk = {
    ...{ seed, dice, clock, github, contract, jobs, crash },
    ...{ places: [], strays: [], notes: [], broken: [], told: [] },
    deps: undefined as never,
    intake: undefined as never,
    draw: () => undefined,
    allow: async () => {},
    meanwhile: async () => {},
    tell(line) {
      walk.told.push(`${clock.now().toISOString()} ${line}`)
      if (walk.told.length > toldKept) walk.told.shift()
    },
    restart() {
      walk.deps = openDeps()
      walk.intake = openDeliveryIntake({ ...walk.deps, database })
    },
    async close() {
      await broadcast.close()
      await database.close()
      await github.close()
    },
  }
  walk.restart()
  // Recorded and never sent: the walk delivers them in its own way.
  github.holdDeliveries()
  await addPlaces(walk)
  return walk
}

/** Whether deliveries rush in is told by real time, which no seed determines. */
class Calm extends DeliveryRush {
  override note(): void {}
}

const repositories = [
  ['acme/oven', true],
  ['acme/site', false],
  ['acme/hub', true],
  ['beta/app', false],
  ['beta/core', true],
] as const

async function addPlaces(walk: Walk): Promise<void> {
  const { deps, github } = walk
  const viewers = new Map<string, Viewer>()
  for (const [name, isPrivate] of repositories) {
    const [owner = ''] = name.split('/')
    const viewer = viewers.get(owner) ?? (await addOrganization(walk, owner))
    viewers.set(owner, viewer)
    const { organizationId } = viewer
    const repository = github.addRepository(name, { private: isPrivate })
    const [id, productId] = [deps.ids.next(), deps.ids.next()]
    const now = deps.clock.now()
    await deps.database.prisma.repository.create({
      data: { organizationId, id, name, nameKey: name, reconcileDueAt: now, createdAt: now },
    })
    await deps.database.prisma.product.create({
      data: {
        ...{ organizationId, id: productId, repositoryId: id, key: name, name, ticketPolicy: 'AUTOMATIC' },
        ...{ quotesAllowed: true, recurringCustomers: 3, recurringWindowDays: 28, createdAt: now },
      },
    })
    walk.places.push({ viewer, repository, productId })
  }
  for (const name of ['acme/attic', 'acme/vault']) walk.strays.push(github.addRepository(name))
  github.setPermission('acme/vault', github.login, 'none')
}

const addOrganization = ({ deps }: Walk, name: string): Promise<Viewer> =>
  inTransaction(deps.database, (transaction) =>
    createOrganization(deps, transaction, { name, adminName: 'Administrator' }),
  )

/** The network between a walk and its GitHub: one request at a time, and each may be the last thing a process does. */
function openWire() {
  let next: Fault | undefined
  let met = () => {}

  const meet = (): Fault | undefined => {
    met()
    return next
  }
  const send = async (url: string, init: RequestInit | undefined, fault: Fault | undefined) => {
    const cut = new AbortController()
    const reached = new Promise<void>((resolve) => {
      met = resolve
    })
    next = fault
    const answer = fetch(url, { ...init, signal: cut.signal })
    if (fault?.kind !== 'hang' && fault?.kind !== 'late_commit') return answer
    // The connection may break before it gets there.
    await Promise.race([reached, answer.catch(() => {})])
    await setImmediate()
    cut.abort()
    throw new DOMException('The operation was aborted due to timeout', 'TimeoutError')
  }
  const fetchFor =
    (walk: Walk): typeof fetch =>
    async (input, init) => {
      const url = String(input)
      const asked = { method: init?.method ?? 'GET', path: new URL(url).pathname }
      // For our login all wait: nobody can be let in while it is asked for.
      const meanwhile = asked.path === '/user' ? async () => {} : walk.meanwhile
      await meanwhile()
      await walk.crash.point()
      await walk.allow(asked)
      const fault = walk.draw(asked)
      walk.tell(`  ${asked.method} ${asked.path}${fault === undefined ? '' : ` meets ${fault.kind}`}`)
      try {
        return await send(url, init, fault)
      } finally {
        await walk.crash.point()
        await meanwhile()
      }
    }
  return { meet, fetchFor }
}
