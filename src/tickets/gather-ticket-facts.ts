import { Prisma } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { findCommonTerms } from '../problems/names/find-common-terms.ts'
import {
  countLanguages,
  countTouchpoints,
  countVersions,
  countWeeks,
  sumRevenue,
} from '../problems/problem-figures.ts'
import { problemUrl } from '../problems/problem-url.ts'
import { withMerged } from '../problems/with-merged.ts'
import { approvedQuotes, type CandidateQuote, candidateQuotes } from './candidate-quotes.ts'
import { fewestCustomersForQuotes } from './render-living-block.ts'
import { sumUpImpact } from './sum-up-impact.ts'
import type { TicketFacts } from './ticket-facts.ts'

const mostOutcomes = 5

/**
 * What readers may see of customers' words: `QUOTES` in a private repository, in a public one only those that a person
 * `APPROVED`, and `COUNTS` alone where the product wants no quotes.
 */
export type Audience = 'QUOTES' | 'APPROVED' | 'COUNTS'

export function audienceOf(product: { quotesAllowed: boolean } | null, isPrivate: boolean): Audience {
  if (product?.quotesAllowed !== true) return 'COUNTS'
  return isPrivate ? 'QUOTES' : 'APPROVED'
}

/** Everything that the issue of a problem says, as it is now. */
export async function gatherTicketFacts(
  deps: Deps,
  organizationId: string,
  problemId: string,
  audience: Audience,
): Promise<TicketFacts & { quotes: CandidateQuote[] }> {
  const problem = await deps.database.prisma.problem.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id: problemId } },
    include: { product: true },
  })
  const { reportCount, customerCount } = problem
  const known = await countKnownCustomers(deps, organizationId, problemId)
  const quotesAllowed = audience === 'QUOTES'
  const mayQuote = quotesAllowed && known >= fewestCustomersForQuotes
  const ofEnough = <Row extends { customers: number }>(rows: Row[]) =>
    rows.filter(({ customers }) => customers >= fewestCustomersForQuotes)
  const versions = await countVersions(deps, problem)
  const revenue = await sumRevenue(deps, problem)
  // Points for what one or two customers pay would tell it.
  const revenueAllowed = quotesAllowed && ofEnough(revenue).length === revenue.length
  const quotes = await quotesFor(
    deps,
    organizationId,
    problemId,
    known < fewestCustomersForQuotes ? 'COUNTS' : audience,
  )
  return {
    problem: {
      ...problem,
      // Who gives a name gives it for the ticket too; it is redacted and defused like any other.
      title:
        mayQuote || problem.titleSource === 'PERSON'
          ? problem.title
          : await summary(deps, organizationId, problemId),
      url: problemUrl(deps, problemId),
    },
    product: {
      name: problem.product?.name ?? 'No product named',
      component: await mainComponent(deps, organizationId, problemId),
    },
    counts: { reports: reportCount, customers: customerCount, repeatContacts: reportCount - customerCount },
    languages: await countLanguages(deps, problem),
    // Agents type versions freely: one that a single customer has may say who it is.
    versions: quotesAllowed ? versions : ofEnough(versions),
    touchpoints: await countTouchpoints(deps, problem),
    desiredOutcomes: mayQuote ? await desiredOutcomes(deps, organizationId, problemId) : [],
    weekly: await countWeeks(deps, problem),
    impact: sumUpImpact(problem, revenueAllowed),
    revenue: quotesAllowed ? ofEnough(revenue) : [],
    quotes,
    quotesAllowed: quotesAllowed || quotes.length > 0,
    guidance: await guidanceOf(deps, organizationId, problemId, quotesAllowed),
  }
}

/** Reports that name no customer may all be one person's: they don't count where nobody shall be recognised. */
async function countKnownCustomers(deps: Deps, organizationId: string, problemId: string): Promise<number> {
  const [row] = await deps.database.prisma.$queryRaw<{ customers: number }[]>`
    SELECT count(DISTINCT customer_id)::int AS customers FROM memberships
    WHERE organization_id = ${organizationId}::uuid AND problem_id = ${problemId}::uuid`
  return row?.customers ?? 0
}

/** What stands in for the title, which quotes a customer. */
async function summary(deps: Deps, organizationId: string, problemId: string): Promise<string> {
  const terms = await findCommonTerms(deps, organizationId, problemId, 5)
  return terms.length > 0 ? terms.join(', ') : 'customers report the same trouble'
}

/** The component that most reports name, where more than half of those that name one do. */
async function mainComponent(deps: Deps, organizationId: string, problemId: string): Promise<string | null> {
  const [main] = await deps.database.prisma.$queryRaw<{ name: string; share: number }[]>`
    SELECT c.name, count(*)::float8 / sum(count(*)) OVER () AS share FROM memberships m
    JOIN reports r ON r.organization_id = m.organization_id AND r.id = m.report_id
    JOIN components c ON c.organization_id = r.organization_id AND c.id = r.component_id
    WHERE m.organization_id = ${organizationId}::uuid AND m.problem_id = ${problemId}::uuid
    GROUP BY c.id, c.name ORDER BY share DESC LIMIT 1`
  return main !== undefined && main.share > 0.5 ? main.name : null
}

async function desiredOutcomes(deps: Deps, organizationId: string, problemId: string): Promise<string[]> {
  const found = await deps.database.prisma.$queryRaw<{ outcome: string }[]>`
    SELECT r.desired_outcome AS outcome FROM memberships m
    JOIN reports r ON r.organization_id = m.organization_id AND r.id = m.report_id
    WHERE m.organization_id = ${organizationId}::uuid AND m.problem_id = ${problemId}::uuid
      AND r.desired_outcome IS NOT NULL
    GROUP BY r.desired_outcome ORDER BY count(*) DESC, min(r.occurred_at) LIMIT ${mostOutcomes}`
  return found.map(({ outcome }) => outcome)
}

const quotesFor = (deps: Deps, organizationId: string, problemId: string, audience: Audience) => {
  if (audience === 'COUNTS') return Promise.resolve([])
  return (audience === 'QUOTES' ? candidateQuotes : approvedQuotes)(deps, organizationId, problemId)
}

async function guidanceOf(deps: Deps, organizationId: string, problemId: string, reasonsAllowed: boolean) {
  return deps.database.prisma.$queryRaw<TicketFacts['guidance']>(Prisma.sql`
    SELECT v.title, g.kind::text, g.source_url AS url,
      (SELECT count(*)::int FROM receipts WHERE organization_id = g.organization_id AND guidance_id = g.id
        AND kind = 'HELPED') AS helped,
      (SELECT count(*)::int FROM receipts WHERE organization_id = g.organization_id AND guidance_id = g.id
        AND kind = 'DID_NOT_HELP') AS "didNotHelp",
      ARRAY(SELECT reason FROM receipts WHERE organization_id = g.organization_id AND guidance_id = g.id
        AND kind = 'DID_NOT_HELP' AND reason IS NOT NULL AND ${reasonsAllowed}
        ORDER BY recorded_at DESC LIMIT 3) AS reasons
    FROM guidance g
    JOIN guidance_versions v ON v.organization_id = g.organization_id AND v.guidance_id = g.id AND v.version = g.version
    WHERE g.organization_id = ${organizationId}::uuid AND g.status = 'PUBLISHED'
      AND g.problem_id IN ${withMerged(organizationId, Prisma.sql`${problemId}::uuid`)}
    ORDER BY g.created_at LIMIT 10`)
}
