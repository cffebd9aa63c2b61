import { checkInvariants } from './check-invariants.ts'
import { Crashed } from './crash-switch.ts'
import { openPost, type Post } from './deliver-webhooks.ts'
import { customersReport, designerDecides, retryBlocked } from './desk.ts'
import { nameOf, openWalk, type Walk } from './open-walk.ts'
import { editMeanwhile, ownerActs, someoneActs } from './people-in-github.ts'
import { drawFault } from './walk-faults.ts'

export type WalkResult = {
  seed: number
  steps: number
  issues: number
  problems: number
  requests: number
  faults: number
  crashes: number
  jobs: number
  broken: string[]
  told: string[]
}

export type WalkOptions = { steps: number; problems?: number; faultShare?: number; crashShare?: number }

const stepsAVacuum = 100
const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** Walks, mends everything, lets time pass until all is quiet, and says what is not as it should be. */
export async function runWalk(
  seed: number,
  template: Uint8Array,
  { steps, problems = 200, faultShare = 0.3, crashShare = 0.05 }: WalkOptions,
): Promise<WalkResult> {
  const walk = await openWalk(seed, template)
  const { dice, clock, github, jobs, crash } = walk
  const counted = { requests: 0, faults: 0, crashes: 0, jobs: 0 }
  let depth = 0
  let rough = true
  let begunAt = clock.now()

  walk.draw = (asked) => {
    counted.requests += 1
    github.requests.length = 0
    if (!rough || !dice.hits(faultShare)) return undefined
    counted.faults += 1
    return drawFault(dice, clock.now(), asked, editMeanwhile(walk))
  }
  // Known before the job began, it stops every write; what is learnt meanwhile can't call back what is on its way.
  walk.allow = async ({ method, path }) => {
    const name = /^\/repos\/([^/]+\/[^/]+)\//.exec(path)?.[1]
    if (method === 'GET' || name === undefined) return
    const { prisma } = walk.deps.database
    const known = await prisma.repository.findUnique({ where: { nameKey: name.toLowerCase() } })
    if (known?.obstacle == null || known.obstacleSince === null || known.obstacleSince >= begunAt) return
    walk.broken.push(`${method} ${path} though ${known.obstacle} since ${known.obstacleSince.toISOString()}`)
    walk.tell('  WRITES THOUGH OBSTRUCTED')
  }
  const runJob = async (): Promise<boolean> => {
    const taken = await jobs.take(dice)
    if (taken === null) return false
    const { job, handler } = taken
    counted.jobs += 1
    walk.tell(`job ${job.name} ${JSON.stringify(job.data).slice(0, 200)}`)
    try {
      await handler.run(walk.deps, job.data)
    } catch (error) {
      walk.tell(`  failed: ${String(error).slice(0, 200)}`)
      if (!(error instanceof Error) || !['Error', 'GitHubLoginUnknown'].includes(error.name))
        walk.broken.push(`${job.name} failed: ${String(error)}`)
      await jobs.failed(job)
      return true
    }
    await jobs.done(job)
    return true
  }
  const work = async (most: number): Promise<boolean> => {
    for (let ran = 0; ran < most; ran++) {
      clock.forward(1)
      begunAt = clock.now()
      if (rough && dice.hits(crashShare)) crash.arm(dice.between(0, 14))
      let goesOn = false
      try {
        goesOn = await crash.survive(runJob())
      } catch (error) {
        if (!(error instanceof Crashed)) throw error
        counted.crashes += 1
        goesOn = true
        depth = 0
        walk.tell('CRASH')
        walk.restart()
      }
      crash.disarm()
      if (!goesOn) return false
    }
    return true
  }
  // While a request is on its way, another job may run, and people don't wait.
  walk.meanwhile = async () => {
    if (!rough || depth > 0) return
    depth += 1
    if (dice.hits(0.06)) await runJob()
    if (dice.hits(0.03)) await someoneActs(walk)
    depth -= 1
  }
  const post = openPost(walk)
  const lag = openLag(walk)
  const pass = async (milliseconds: number) => {
    // GitHub carries out what it was asked for within ten seconds, or never.
    const soon = Math.min(milliseconds, dice.between(1, 9_000))
    clock.forward(soon)
    await github.commitLate()
    clock.forward(milliseconds - soon)
    lag.end()
    await jobs.ring()
    await jobs.bringBack()
  }

  try {
    for (let step = 0; step < steps; step++) {
      const act = dice.weighted<() => Promise<unknown>>([
        [25, () => pass(drawPause(walk))],
        [25, () => customersReport(walk, problems)],
        [20, () => post.deliver()],
        [20, () => someoneActs(walk)],
        [3, () => ownerActs(walk)],
        [6, () => designerDecides(walk)],
        [3, async () => lag.begin()],
      ])
      walk.tell(`-- step ${step + 1}`)
      // The embedded database has no autovacuum.
      if (step % stepsAVacuum === stepsAVacuum - 1) await walk.deps.database.pool.query('VACUUM')
      await act()
      post.collect(0.15)
      clock.forward(1)
      // Sometimes a worker catches up.
      await work(dice.hits(0.15) ? 60 : dice.int(6))
    }
    rough = false
    const told = [...walk.told]
    await settle(walk, post, pass, work)
    walk.broken.push(...github.violations, ...(await checkInvariants(walk)))
    const issues = walk.places.reduce(
      (sum, { repository }) => sum + github.issues(nameOf(repository)).length,
      0,
    )
    const stored = await walk.deps.database.prisma.problem.count()
    return { seed, steps, issues, problems: stored, ...counted, broken: walk.broken, told }
  } finally {
    await walk.close()
  }
}

function drawPause({ dice }: Walk): number {
  return dice.weighted([
    [50, dice.between(1, 30) * second],
    [35, dice.between(1, 5) * minute],
    [12, dice.between(10, 60) * minute],
    [3, dice.between(2, 8) * hour],
  ])
}

/** Listings that do not show the newest issues yet; GitHub's lag by minutes at most. */
function openLag({ clock, dice, github, places }: Walk) {
  let until = 0
  return {
    begin() {
      const repository = dice.pick(places)?.repository
      if (repository === undefined) return
      github.lagListing(nameOf(repository), dice.between(1, 3))
      until = clock.now().getTime() + dice.between(10, 300) * second
    },
    end(now = clock.now().getTime()) {
      if (now < until) return
      for (const { repository } of places) github.lagListing(nameOf(repository), 0)
    },
  }
}

/** Everything that stood in our way is taken away; then time passes until nothing is left to do. */
async function settle(
  walk: Walk,
  post: Post,
  pass: (milliseconds: number) => Promise<void>,
  work: (most: number) => Promise<boolean>,
): Promise<void> {
  const { github, places } = walk
  for (const { repository } of places) {
    const name = nameOf(repository)
    if (repository.archived) await github.unarchive(name)
    github.enableIssues(name)
    github.setPermission(name, github.login, 'write')
  }
  await pass(10 * minute)
  for (const place of places) await retryBlocked(walk, place)
  // The last one is so long that each issue is read by itself once more.
  for (const pause of [0, 1, 10, 10, 30, 60, 120, 240, 300, 1_500, 6_000, 30, 300]) {
    await pass(pause * minute + second)
    let quiet = false
    for (let round = 0; round < 40 && !quiet; round++) {
      post.collect(0)
      await post.deliverAll()
      quiet = !(await work(5_000)) && github.deliveries.length === 0 && post.underWay === 0
    }
    if (quiet) continue
    walk.broken.push('jobs cause jobs without end:', ...walk.told.slice(-15))
    return
  }
}
