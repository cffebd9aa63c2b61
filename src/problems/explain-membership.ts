import type { Membership } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { quotable } from './quotable.ts'

type Moved = {
  kind: string
  reason: string | null
  decidedAt: Date
  githubLogin: string | null
  member: { name: string } | null
  otherProblem: { title: string } | null
}

/** Why a report is in its problem, in sentences for people who never saw a vector. */
export async function explainMembership(deps: Deps, membership: Membership): Promise<string> {
  const nearest = await findNearest(deps, membership)
  const decision = await findDecision(deps, membership)
  return [joining(membership, nearest), likeness(membership, nearest), decision && moved(decision)]
    .filter((sentence) => sentence !== null)
    .join(' ')
}

type Nearest = { text: string; occurredAt: Date; title: string; here: boolean } | null

function joining({ method, score, threshold }: Membership, nearest: Nearest): string {
  if (method === 'LIKENESS') return `It joined by itself: ${figures(score, threshold)}.`
  if (nearest === null) return 'It opened this problem: there was nothing yet to compare it with.'
  if ((score ?? 0) < (threshold ?? 0) / 3) return 'It opened a problem: nothing like it was known.'
  return `It opened a problem, because none was like enough: ${figures(score, threshold)} with the nearest.`
}

const figures = (score: number | null, threshold: number | null): string =>
  threshold === null
    ? `its likeness was ${rounded(score)}`
    : `its likeness was ${rounded(score)}, and ${rounded(threshold)} was needed`

const rounded = (value: number | null) => (value ?? 0).toFixed(2)

function likeness({ model, sharedTerms, nearest: all }: Membership, nearest: Nearest): string | null {
  if (nearest === null) return null
  const by = model === 'lexical' || model === null ? 'wording alone' : `meaning (${model}) and wording`
  const count = Array.isArray(all) ? all.length : 1
  const compared =
    count > 1 ? `The ${count} nearest reports were compared` : 'The nearest report was compared'
  const words = sharedTerms.length > 0 ? ` They share ${sharedTerms.map(quotable).join(', ')}.` : ''
  const elsewhere =
    nearest.here || quotable(nearest.title) === quotable(nearest.text) ? '' : `, in “${nearest.title}”`
  return `${compared} by ${by}; most like it was ${quotable(nearest.text)} (${day(nearest.occurredAt)}${elsewhere}).${words}`
}

function moved({ kind, reason, decidedAt, githubLogin, member, otherProblem }: Moved): string {
  const who = member?.name ?? githubLogin ?? 'the service'
  const other = otherProblem === null ? 'another problem' : `“${otherProblem.title}”`
  const did: Record<string, string> = {
    MERGED: `merged ${other} into this problem`,
    SPLIT: 'split it off to this problem',
    MOVED: `moved it here from ${other}`,
    UNDONE: 'brought it here by undoing an earlier decision',
  }
  const why = reason === null ? '' : ` Why: “${reason}”`
  return `On ${day(decidedAt)} ${who} ${did[kind] ?? 'brought it here'}.${why}`
}

const day = (date: Date): string => date.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

async function findNearest(deps: Deps, { organizationId, problemId, nearest }: Membership): Promise<Nearest> {
  const [first] = nearest as { reportId: string }[]
  if (first === undefined) return null
  const report = await deps.database.prisma.report.findUnique({
    where: { organizationId_id: { organizationId, id: first.reportId } },
    select: {
      redactedText: true,
      occurredAt: true,
      membership: { select: { problemId: true, problem: { select: { title: true } } } },
    },
  })
  if (report === null) return null
  return {
    text: report.redactedText,
    occurredAt: report.occurredAt,
    title: report.membership?.problem.title ?? '',
    here: report.membership?.problemId === problemId,
  }
}

async function findDecision(deps: Deps, { organizationId, decisionId }: Membership): Promise<Moved | null> {
  if (decisionId === null) return null
  const decision = await deps.database.prisma.decision.findUnique({
    where: { organizationId_id: { organizationId, id: decisionId } },
    include: { otherProblem: { select: { title: true } } },
  })
  if (decision === null) return null
  const { memberId } = decision
  const member =
    memberId === null
      ? null
      : await deps.database.prisma.member.findUnique({
          where: { organizationId_id: { organizationId, id: memberId } },
          select: { name: true },
        })
  return { ...decision, member }
}
