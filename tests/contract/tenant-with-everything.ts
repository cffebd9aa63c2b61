import type { Tenant, World } from '../support/open-world.ts'
import { suggestByHand } from './further-problems.ts'
import type { Known } from './root-fields.ts'

/**
 * A tenant that has one of everything. Whatever it says in words holds "hush", so that one look at an answer tells
 * whether another tenant got to see any of it.
 */
export async function tenantWithEverything(world: World): Promise<{ tenant: Tenant; known: Known }> {
  world.github.addRepository('hush/ovens')
  const tenant = await world.tenant('hush company')
  await tenant.product('oven', { name: 'hush oven', repository: 'hush/ovens' })
  const made = {
    component: await tenant.mutate(
      'createComponent',
      { product: 'oven', key: 'clock', name: 'hush clock' },
      'component { id product { id } }',
    ),
    release: await tenant.mutate(
      'recordRelease',
      { product: 'oven', version: '1.0.0-hush', releasedAt: '2026-01-01T00:00:00Z' },
      'release { id }',
    ),
    team: await tenant.mutate(
      'createTeam',
      { name: 'hush team', kind: 'SERVICE', region: 'hush' },
      'team { id }',
    ),
  }
  const member = await tenant.mutate(
    'createMember',
    { name: 'hush member', kind: 'PERSON', teamId: made.team.team.id },
    'member { id }',
  )
  const apiKey = await tenant.mutate('createApiKey', { name: 'hush key', scopes: ['READ'] }, 'apiKey { id }')
  const memberKey = await tenant.mutate(
    'createApiKey',
    { name: 'hush rates', scopes: ['ADMIN'], memberId: member.member.id },
    'token',
  )
  const rates = { base: 'EUR', rates: [{ currency: 'USD', rate: 0.9 }] }
  await tenant.mutate('setExchangeRates', rates, '__typename', memberKey.token)
  for (const customer of [1, 2, 3]) {
    await tenant.report('The hush clock flashes after a power cut', {
      product: 'oven',
      component: 'clock',
      customer: `hush-customer-${customer}`,
      externalId: `case-${customer}`,
    })
  }
  const found = await tenant.ask(`{ problems { edges { cursor node {
    id memberships(first: 1) { edges { node { report { id customer { id } } } } }
  } } } }`)
  const [{ cursor, node: problem }] = found.data.problems.edges
  const { report } = problem.memberships.edges[0].node
  const ticket = await tenant.mutate('openTicket', { problemId: problem.id }, 'ticket { id }')
  const guidance = await tenant.mutate(
    'publishGuidance',
    {
      title: 'The hush clock flashes',
      body: 'Hold the hush clock',
      kind: 'NOTICE',
      product: 'oven',
      problemId: problem.id,
    },
    'guidance { id }',
  )
  const receipt = {
    guidanceId: guidance.guidance.id,
    version: 1,
    kind: 'DID_NOT_HELP',
    reason: 'hush reason',
  }
  await tenant.mutate('recordReceipt', { ...receipt, reportId: report.id })
  await tenant.mutate('acknowledgeProblem', { problemId: problem.id, reason: 'hush' })
  await tenant.mutate('fixProblem', { problemId: problem.id, reason: 'hush' })
  await tenant.report('The hush clock flashes after a power cut', { product: 'oven', externalId: 'case-4' })
  const alike = await withAlikeProblem(world, tenant, problem.id)
  const repository = await tenant.ask('{ product(key: "oven") { connectedRepository { id } } }')
  const fileId = await fileByHand(world, tenant)
  const noticed = await tenant.ask('{ signals { edges { node { id } } } }')
  const known: Known = {
    cursor,
    ApiKey: apiKey.apiKey.id,
    Component: made.component.component.id,
    ConnectedRepository: repository.data.product.connectedRepository.id,
    Customer: report.customer.id,
    Decision: alike.decisionId,
    Guidance: guidance.guidance.id,
    GuidanceFile: fileId,
    Member: member.member.id,
    OtherProblem: alike.problemId,
    Problem: problem.id,
    ProblemSignal: noticed.data.signals.edges[0].node.id,
    Product: made.component.component.product.id,
    Release: made.release.release.id,
    Report: report.id,
    Suggestion: alike.suggestionId,
    Team: made.team.team.id,
    Ticket: ticket.ticket.id,
  }
  return { tenant, known }
}

/** A file that guidance could not be read from; no job has run yet, and GitHub was asked for nothing. */
async function fileByHand({ deps }: World, { viewer, ask }: Tenant): Promise<string> {
  const { organizationId } = viewer
  const { id: productId, repositoryId } = await deps.database.prisma.product.findFirstOrThrow({
    where: { organizationId },
  })
  const content = { path: 'hush/clock.md', blobSha: 'hush', error: 'title: hush is no title' }
  await deps.database.prisma.guidanceFile.create({
    data: {
      ...content,
      ...{ organizationId, id: deps.ids.next(), productId, repositoryId: String(repositoryId) },
      syncedAt: deps.clock.now(),
    },
  })
  const { data } = await ask('{ guidanceFiles { edges { node { id } } } }')
  return data.guidanceFiles.edges[0].node.id
}

/** A second problem that another one was merged into, and the suggestion that it may be the first one. */
async function withAlikeProblem(world: World, tenant: Tenant, problemId: string) {
  const grease = await tenant.report('Grease hush will not come off the glass', { product: 'oven' })
  const book = await tenant.report('I never got the hush cookbook that you promised', { product: 'oven' })
  const merge = { problemId: grease.problem.id, otherProblemIds: [book.problem.id], reason: 'hush' }
  const merged = await tenant.mutate('mergeProblems', merge, 'decisions { id }')
  const [suggestionId = ''] = await suggestByHand(world, tenant, problemId, grease.problem.id)
  return {
    problemId: grease.problem.id,
    decisionId: merged.decisions[0].id,
    suggestionId,
  }
}
