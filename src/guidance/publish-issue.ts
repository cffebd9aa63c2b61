import type { Issue } from '../github/github.ts'
import type { Product, Repository } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { hashWords, wordsOf } from '../repositories/hash-words.ts'
import { answerOf, repositoryAtHand } from './ask-github.ts'
import { judgedBefore } from './guidance-source.ts'
import { judgeSource, type Said } from './judge-source.ts'
import { isPitfallLabel } from './pitfall-label.ts'
import { readIssueAdvice } from './read-issue-advice.ts'
import { type Reason, reason } from './reason.ts'
import { type HintedIssue, issueKey } from './send-source-job.ts'
import { whoStandsFor } from './who-stands-for.ts'
import { withdrawSource } from './withdraw-source.ts'

/** Brings guidance in line with an issue that carries, or carried, our label, and answers there. @throws NotNow */
export async function publishIssue(deps: Deps, hint: HintedIssue): Promise<void> {
  const { github } = deps
  if (github === null) return
  const repository = await repositoryAtHand(deps, hint)
  if (repository === null) return
  const login = await github.login()
  // Tickets may carry the label from the start: then nobody has asked for anything.
  if (hint.sender === login) return
  const { organizationId, repositoryId, number: issueNumber, issueId } = hint
  const source = { organizationId, key: issueKey(issueId), repositoryId, issueNumber }
  const answer = await github.readIssue(repository.name, issueNumber)
  const issue = await answerOf(deps, github, repository, answer)
  // Under its old number a transferred issue is found where it is now, with another id.
  if (issue === null || issue.id !== issueId) return withdrawSource(deps, source, 'label', { isSilent: true })
  const isOurs = issue.author === login
  // On a ticket of ours nothing was published, and the label brings nothing back: what we said there stays true.
  if (!issue.labels.some(isPitfallLabel)) return withdrawSource(deps, source, 'label', { isSilent: isOurs })
  if (hint.action === 'unlabeled' || (hint.action === 'compared' && isOurs)) return
  if (hint.action === 'labeled' && !isPitfallLabel(hint.label ?? '')) return

  const { author, updatedAt, url } = issue
  const hash = hashWords(issue.title, issue.body)
  const who = whoStandsFor(hint, { hash, author, updatedAt }, await judgedBefore(deps, source))
  if (who === null) return
  // What people added to it can't be told from what we wrote, which is about customers.
  const said = isOurs ? 'ours' : readIssueAdvice(issue.title, wordsOf(issue.body))
  const place = await placeOf(deps, repository, issue, said)
  if (place === null) return
  await judgeSource(deps, github, repository, {
    ...{ source, way: 'label', kind: 'SETUP_PITFALL', url, hash, said, ...place },
    login: who.login,
  })
}

type Place = { product: Product | { error: Reason }; problemId: string | null }

/** Which product it is for. Null where the repository is no product's any more: there is nobody to be told. */
async function placeOf(
  { database }: Deps,
  { organizationId, id: repositoryId }: Repository,
  { number }: Issue,
  said: Said,
): Promise<Place | null> {
  const { prisma } = database
  const ticket = await prisma.ticket.findFirst({
    where: { organizationId, repositoryId, number },
    include: { problem: { include: { product: true } } },
  })
  const problemId = ticket?.problemId ?? null
  const products = await prisma.product.findMany({
    where: { organizationId, repositoryId },
    orderBy: { key: 'asc' },
  })
  const ofTicket = ticket?.problem.product ?? null
  if (products.length === 0 && ofTicket === null) return null
  const wanted = said === 'ours' || 'error' in said ? undefined : said.options.product
  if (wanted !== undefined) {
    const product = products.find(({ key }) => key === wanted.toLowerCase())
    return { problemId, product: product ?? { error: noSuchProduct(wanted, products) } }
  }
  const [only, ...others] = products
  const product = ofTicket ?? (others.length === 0 ? only : undefined)
  return {
    problemId,
    product: product ?? { error: severalProducts(products) },
  }
}

const keysOf = (products: Product[]): string => products.map(({ key }) => key).join(', ')

const noSuchProduct = (wanted: string, products: Product[]): Reason =>
  reason`"${wanted}" is no product here. Write "product:" at the top of the text, with one of: ${keysOf(products)}.`

const severalProducts = (products: Product[]): Reason =>
  reason`Several products have their issues here. Write "product:" at the top of the text, with one of: ${keysOf(products)}.`
