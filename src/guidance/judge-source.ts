import { findComponent } from '../catalog/find-product.ts'
import type { GitHub } from '../github/github.ts'
import type { Product, Repository } from '../platform/database/generated/prisma/client.ts'
import { inTransaction } from '../platform/database/transaction.ts'
import type { Deps } from '../platform/deps.ts'
import { DomainError } from '../platform/errors.ts'
import { parseInput } from '../platform/parse-input.ts'
import { asGitHub } from './as-github.ts'
import { composeReply, type Way } from './compose-reply.ts'
import { type GuidanceContent, guidanceContent, type guidanceKinds } from './guidance-input.ts'
import { noteJudgement, reply, type Source } from './guidance-source.ts'
import { mayWrite } from './may-write.ts'
import type { GuidanceOptions } from './parse-guidance-options.ts'
import { findBySource, type Origin, publishFromSource } from './publish-from-source.ts'
import { type Reason, reason } from './reason.ts'
import { type PreparedVersion, prepareVersion } from './store-guidance-version.ts'

/** What people ask to have published, before anything is checked that needs more than the text. */
export type Advice = { title: string; options: GuidanceOptions; body: string }

/** `ours`: the text of a ticket that we opened, and no advice. */
export type Said = Advice | { error: Reason } | 'ours'

export type Request = {
  source: Source
  way: Way
  url: string
  hash: string
  /** Who stands for it; null where nobody said. */
  login: string | null
  said: Said
  kind: (typeof guidanceKinds)[number]
  product: Product | { error: Reason }
  problemId: string | null
}

type Verdict =
  | { outcome: 'refused' }
  | { outcome: 'wrong'; reason: Reason }
  | { outcome: 'ours' }
  | { outcome: 'published'; origin: Origin; content: PreparedVersion }

/**
 * Publishes what a source says, or refuses it; either way it is answered there, once. What was published before stays
 * until there is something better. @throws NotNow
 */
export async function judgeSource(
  deps: Deps,
  github: GitHub,
  repository: Repository,
  request: Request,
): Promise<void> {
  const { source, way, login } = request
  const { organizationId, key } = source
  const verdict = await judge(deps, github, repository, request)
  await inTransaction(deps.database, async (transaction) => {
    await noteJudgement(deps, transaction, source, request.hash)
    if (verdict.outcome === 'published') {
      const { origin, content } = verdict
      const guidance = await publishFromSource(deps, transaction, origin, content, { githubLogin: login })
      const { product, component } = await transaction.guidance.findUniqueOrThrow({
        where: { organizationId_id: { organizationId, id: guidance.id } },
        include: { product: true, component: true },
      })
      const about = { ...guidance.current, product: product.name, component: component?.name ?? null }
      const isForProblem = guidance.problemId !== null
      return reply(
        deps,
        transaction,
        source,
        composeReply(way, { outcome: 'published', ...about, isForProblem }),
      )
    }
    if (verdict.outcome === 'ours') return reply(deps, transaction, source, composeReply(way, verdict))
    const before = await findBySource(transaction, organizationId, key)
    const kept = before?.status === 'PUBLISHED' ? before.current.title : null
    return reply(deps, transaction, source, composeReply(way, { ...verdict, login, kept }))
  })
}

async function judge(
  deps: Deps,
  github: GitHub,
  repository: Repository,
  { said, ...request }: Request,
): Promise<Verdict> {
  // Whoever asks: it is not for want of permission.
  if (said === 'ours') return { outcome: 'ours' }
  if (!(await mayWrite(deps, github, repository, request.login))) return { outcome: 'refused' }
  return prepare(deps, { said, ...request })
}

async function prepare(
  deps: Deps,
  { source, said, product, ...request }: Request & { said: Exclude<Said, 'ours'> },
): Promise<Verdict> {
  if ('error' in said) return { outcome: 'wrong', reason: said.error }
  if ('error' in product) return { outcome: 'wrong', reason: product.error }
  const { organizationId, key: sourceKey } = source
  const { options, title, body } = said
  try {
    const content: GuidanceContent = parseInput(guidanceContent, {
      title,
      body,
      versions: options.versions ?? null,
      locales: options.locale ? [options.locale] : [],
      touchpoint: options.touchpoint ?? null,
    })
    const component = options.component
      ? await findComponent(deps, asGitHub(organizationId), product, options.component)
      : null
    const origin: Origin = {
      organizationId,
      sourceKey,
      sourceUrl: request.url,
      kind: options.kind ?? request.kind,
      productId: product.id,
      componentId: component?.id ?? null,
      problemId: request.problemId,
    }
    return { outcome: 'published', origin, content: await prepareVersion(deps, content) }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { outcome: 'wrong', reason: reason`${error.message}` }
  }
}
