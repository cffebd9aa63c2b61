import type { StandInIssue, StandInRepository } from '../../../src/github/stand-in/stand-in-types.ts'
import type { Organization } from '../../../src/platform/database/generated/prisma/client.ts'
import { readMarker, secretOf } from '../../../src/repositories/marker.ts'
import { findTicket, type TicketAtHand } from '../../../src/tickets/find-ticket.ts'
import { nameOf, type Walk } from './open-walk.ts'

type Known = { organizations: Organization[]; tickets: TicketAtHand[]; left: Set<string> }
type Ours = { repository: StandInRepository; issue: StandInIssue; problemId: string }

const day = 86_400_000

/** What has to hold once everything is mended and all is quiet; answers what does not. */
export async function checkInvariants(walk: Walk): Promise<string[]> {
  const known = await readKnown(walk)
  const ours = oursOf(walk, known)
  return [
    ...checkProblems(await recurringOf(walk), known),
    ...known.tickets.flatMap((ticket) => checkTicket(walk, ticket, known)),
    // What hides from us is beyond what we can do.
    ...ours
      .filter(({ repository }) => repository !== walk.strays[1])
      .flatMap((one) => checkIssue(one, known)),
    ...checkComments(walk),
    ...checkNotes(walk),
    ...(await checkWaiting(walk)),
  ]
}

async function readKnown({ deps }: Walk): Promise<Known> {
  const { prisma } = deps.database
  const organizations = await prisma.organization.findMany()
  const rows = await prisma.ticket.findMany({ orderBy: { id: 'asc' } })
  const tickets: TicketAtHand[] = []
  for (const { organizationId, id } of rows) {
    const ticket = await findTicket(prisma, organizationId, id)
    if (ticket !== null) tickets.push(ticket)
  }
  const left = await prisma.leftIssue.findMany({ include: { repository: true } })
  return {
    organizations,
    tickets,
    left: new Set(left.map(({ repository, number }) => `${repository.githubId}#${number}`)),
  }
}

const repositoriesOf = ({ places, strays }: Walk): StandInRepository[] => [
  ...places.map(({ repository }) => repository),
  ...strays,
]

const problemOf = ({ organizations }: Known, body: string | null): string | null =>
  organizations
    .map((organization) => readMarker('problem', body ?? '', secretOf(organization)))
    .find((id) => id !== null) ?? null

const oursOf = (walk: Walk, known: Known): Ours[] =>
  repositoriesOf(walk).flatMap((repository) =>
    walk.github
      .issues(nameOf(repository))
      .filter(({ user }) => user.login === walk.github.login)
      .flatMap((issue) => {
        const problemId = problemOf(known, issue.body)
        return problemId === null ? [] : [{ repository, issue, problemId }]
      }),
  )

const recurringOf = ({ deps }: Walk) =>
  deps.database.prisma.problem.findMany({
    where: { recurringSince: { not: null }, mergedIntoId: null, product: { repositoryId: { not: null } } },
    orderBy: { id: 'asc' },
  })

/** A person took it out, or its issue is out of reach: the ticket says so. */
const isExplained = ({ state, held }: TicketAtHand): boolean =>
  state === 'OPEN' ||
  state === 'CLOSED' ||
  state === 'GONE' ||
  state === 'MOVED' ||
  (state === 'PROPOSED' && held)

function checkProblems(problems: { id: string }[], { tickets }: Known): string[] {
  return problems.flatMap(({ id }) => {
    const ticket = tickets.find(({ problemId }) => problemId === id)
    if (ticket === undefined) return [`problem ${id} is recurring and has no ticket`]
    if (isExplained(ticket)) return []
    return [`the ticket of ${id} is ${ticket.state} (${ticket.obstacle}, ${ticket.detail})`]
  })
}

const isLinkedTo = (ticket: TicketAtHand, { repository, issue }: Ours): boolean =>
  ticket.repository.githubId === String(repository.id) && ticket.number === issue.number

function checkTicket(walk: Walk, ticket: TicketAtHand, known: Known): string[] {
  const { problemId, state, number, githubId } = ticket
  if (number === null || (state !== 'OPEN' && state !== 'CLOSED')) return []
  const name = `the ticket of ${problemId} (${state}, ${ticket.repository.name}#${number})`
  const repository = repositoriesOf(walk).find(({ id }) => String(id) === ticket.repository.githubId)
  const issue = repository?.threads.get(number)
  if (issue === undefined) return [`${name} has no issue`]
  const flaws: string[] = []
  if (String(issue.id) !== githubId) flaws.push(`${name} has the id ${githubId}, not ${issue.id}`)
  if (problemOf(known, issue.body) !== problemId)
    flaws.push(`${name} is linked to the issue of another problem`)
  if (issue.state !== state.toLowerCase()) flaws.push(`${name} is ${issue.state} in GitHub`)
  if (state === 'CLOSED' && issue.stateReason !== ticket.closeReason?.toLowerCase())
    flaws.push(`${name} is closed as ${issue.stateReason}, not ${ticket.closeReason}`)
  return flaws
}

function checkIssue(one: Ours, { tickets, left }: Known): string[] {
  const { repository, issue, problemId } = one
  const name = `${nameOf(repository)}#${issue.number}`
  const ticket = tickets.find((it) => it.problemId === problemId)
  if (ticket === undefined) return [`${name} belongs to ${problemId}, which has no ticket`]
  if (isLinkedTo(ticket, one) || left.has(`${repository.id}#${issue.number}`)) return []
  if (issue.state === 'closed' && issue.stateReason === 'duplicate') return []
  if (ticket.state === 'MOVED' && ticket.githubId === String(issue.id)) return []
  // A person gave its issue up, wherever that was transferred to since.
  if (ticket.held) return []
  const { state, number } = ticket
  return [
    `${name} is a second issue of ${problemId}, whose ticket is ${state} ${ticket.repository.name}#${number}`,
  ]
}

const commentMarker = /<!-- bothways comment=(\S+) sig=/

function checkComments(walk: Walk): string[] {
  const seen = new Map<string, string>()
  return repositoriesOf(walk).flatMap((repository) =>
    walk.github.issues(nameOf(repository)).flatMap(({ number, comments }) => {
      const name = `${nameOf(repository)}#${number}`
      const ours = comments.filter(({ user }) => user.login === walk.github.login)
      const flaws = ours.flatMap(({ body }) => {
        const id = commentMarker.exec(body)?.[1] ?? 'unsigned'
        const before = seen.get(id)
        seen.set(id, name)
        return before === undefined ? [] : [`comment ${id} stands below ${before} and ${name}`]
      })
      const times = ours.map(({ createdAt }) => Date.parse(createdAt)).sort((a, b) => a - b)
      const close = times.some((time, at) => at > 0 && time - (times[at - 1] ?? 0) < day - 1_000)
      return close ? [...flaws, `${name} has two comments of ours within a day`] : flaws
    }),
  )
}

const checkNotes = ({ notes }: Walk): string[] =>
  notes
    .filter(({ text, issue }) => issue.body?.includes(text) !== true)
    .map(({ text, issue }) => `what people wrote in #${issue.number} (${issue.title}) is lost: ${text}`)

async function checkWaiting({ deps, jobs }: Walk): Promise<string[]> {
  const comments = await deps.database.prisma.outgoingComment.findMany({ where: { dueAt: { not: null } } })
  const rings = ['reconcile-repository']
  const waiting = (await jobs.waiting()).filter(({ name }) => !rings.includes(name))
  return [
    ...comments.map(({ id, state, detail }) => `comment ${id} still waits, ${state}: ${detail}`),
    ...waiting.map(
      ({ name, state, startAfter }) => `a job ${name} is still ${state}, for ${startAfter.toISOString()}`,
    ),
  ]
}
