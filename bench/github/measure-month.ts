import { Prisma } from '../../src/platform/database/generated/prisma/client.ts'
import { analyzeGrownTables } from '../../src/platform/database/maintain-database.ts'
import { inTransaction } from '../../src/platform/database/transaction.ts'
import { openWalk, type Walk } from '../../tests/journeys/random-walk/open-walk.ts'
import { addProblem, addReports } from '../../tests/journeys/random-walk/store-troubles.ts'

export type Written = { reports: number; creates: number; edits: number; comments: number }
export type Month = { reports: number; problems: number; days: number }

const minute = 60_000
/** Reports are counted, and jobs done, in steps of this length. */
const stepMs = 15 * minute
/** Of all reports, what the busiest problem gets. */
const busiestShare = 0.5

type Told = {
  problemId: string
  viewer: Walk['places'][number]['viewer']
  productId: string
  reports: number
}

/**
 * A month of reports on a clock that is set, over a GitHub where nothing fails: what is written for each ticket, the
 * busiest first.
 */
export async function measureMonth(
  template: Uint8Array,
  { reports, problems, days }: Month,
): Promise<Written[]> {
  const walk = await openWalk(1, template, { reconcileMs: 60 * 86_400_000 })
  const counts = new Map<string, Written>()
  const countOf = (title: string) => {
    const known = counts.get(title) ?? { reports: 0, creates: 0, edits: 0, comments: 0 }
    counts.set(title, known)
    return known
  }
  walk.draw = ({ method, path }) => {
    walk.github.requests.length = 0
    if (method === 'GET') return undefined
    const [, name = '', number, comments] =
      /^\/repos\/([^/]+\/[^/]+)\/issues(?:\/(\d+)(\/comments)?)?$/.exec(path) ?? []
    // What is created gets the next number.
    const at = number ?? walk.github.issues(name).length + 1
    const written = countOf(`${name}#${at}`)
    if (number === undefined) written.creates += 1
    else if (comments === undefined) written.edits += 1
    else written.comments += 1
    return undefined
  }
  try {
    const told: Told[] = []
    for (let nth = 0; nth < problems; nth++) {
      const place = walk.places[nth % walk.places.length]
      if (place === undefined) continue
      const { viewer, productId } = place
      told.push({ problemId: await addProblem(walk, place), viewer, productId, reports: 0 })
    }
    const steps = (days * 24 * 60 * minute) / stepMs
    for (let step = 0; step < steps; step++) {
      walk.clock.forward(stepMs)
      await report(
        walk,
        told,
        Math.floor(((step + 1) * reports) / steps) - Math.floor((step * reports) / steps),
      )
      await workOff(walk)
      await analyzeGrownTables(walk.deps.database)
    }
    // Where the busiest ones are.
    const tickets = await walk.deps.database.prisma.ticket.findMany({ include: { repository: true } })
    for (const { problemId, repository, number } of tickets) {
      countOf(`${repository.name}#${number}`).reports =
        told.find((it) => it.problemId === problemId)?.reports ?? 0
    }
    return [...counts.values()].sort((one, other) => other.reports - one.reports)
  } finally {
    await walk.close()
  }
}

async function report(walk: Walk, told: Told[], count: number): Promise<void> {
  const byProblem = new Map<Told, number>()
  for (let nth = 0; nth < count; nth++) {
    const one = walk.dice.hits(busiestShare) ? told[0] : walk.dice.pick(told)
    if (one !== undefined) byProblem.set(one, (byProblem.get(one) ?? 0) + 1)
  }
  for (const [one, more] of byProblem) await (one.reports < 3 ? grow : add)(walk, one, more)
}

async function grow(walk: Walk, one: Told, count: number): Promise<void> {
  one.reports += count
  await addReports(walk, one.viewer, { id: one.problemId, productId: one.productId }, count, 'en')
}

/** As counting adds reports to a problem that is recurring, without what else it looks at. */
async function add({ deps }: Walk, one: Told, count: number): Promise<void> {
  one.reports += count
  const { organizationId, memberId } = one.viewer
  const { problemId, productId } = one
  const now = deps.clock.now()
  const ids = Array.from({ length: count }, () => deps.ids.next())
  await inTransaction(deps.database, async (transaction) => {
    await transaction.$executeRaw(Prisma.sql`
      WITH stored AS (
        INSERT INTO reports (organization_id, id, text, redacted_text, redactions, language, language_detected, channel,
          product_id, reporter_id, occurred_at, received_at, grouped_at)
        SELECT ${organizationId}::uuid, id, 'told', 'told', '[]', 'en', false, 'CHAT', ${productId}::uuid,
          ${memberId}::uuid, ${now}, ${now}, ${now} FROM unnest(${ids}::uuid[]) AS id
      ), placed AS (
        INSERT INTO memberships (organization_id, report_id, problem_id, method, nearest, shared_terms, customer_id,
          language, occurred_at, created_at)
        SELECT ${organizationId}::uuid, id, ${problemId}::uuid, 'LIKENESS', '[]', '{}', id, 'en', ${now}, ${now}
        FROM unnest(${ids}::uuid[]) AS id
      )
      UPDATE problems SET report_count = report_count + ${count}, customer_count = customer_count + ${count},
        last_seen_at = ${now}, updated_at = ${now}
      WHERE organization_id = ${organizationId}::uuid AND id = ${problemId}::uuid`)
    await deps.events.emit(deps, transaction, 'problem.counted', {
      organizationId,
      problemId,
      recurring: true,
    })
  })
}

async function workOff(walk: Walk): Promise<void> {
  for (;;) {
    const taken = await walk.jobs.take(walk.dice)
    if (taken === null) return
    await taken.handler.run(walk.deps, taken.job.data)
    await walk.jobs.done(taken.job)
  }
}
