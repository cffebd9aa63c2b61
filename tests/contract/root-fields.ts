/** The ids of one tenant's things: global ids by type, and the number of a version. */
export type Known = Record<NodeType, string> & { OtherProblem: string; cursor: string }

export const nodeTypes = [
  'ApiKey',
  'Component',
  'ConnectedRepository',
  'Customer',
  'Decision',
  'Guidance',
  'GuidanceFile',
  'Member',
  'Problem',
  'ProblemSignal',
  'Product',
  'Release',
  'Report',
  'Suggestion',
  'Team',
  'Ticket',
] as const

type NodeType = (typeof nodeTypes)[number]

/** A way to ask a root field, naming another tenant's things wherever it takes a name. */
export type Ask = { query: string; variables?: (known: Known) => object }

const list = (name: string, fields: string, rest = ''): Ask => ({
  query: `query ($cursor: String) {
    all: ${name}${rest ? `(${rest})` : ''} { edges { cursor node { ${fields} } } }
    after: ${name}(after: $cursor) { edges { cursor node { ${fields} } } }
    before: ${name}(last: 5, before: $cursor) { edges { cursor node { ${fields} } } }
  }`,
  variables: ({ cursor }) => ({ cursor }),
})

export const queries: Record<string, Ask> = {
  apiKeys: list('apiKeys', 'id name hint member { name }'),
  coverage: {
    query: `{ coverage(product: "oven") {
      __typename ... on CoverageSuccess { product { name } languages { language reports note } }
      ... on UserError { message } ... on ProductNotFoundError { near }
    } }`,
  },
  decisions: list('decisions', 'id reason problem { title } otherProblem { title } member { name }'),
  exchangeRates: {
    query: '{ exchangeRates { base rates { currency rate } missing { currency } setBy { name } } }',
  },
  explainMembership: {
    query: `query ($id: ID!) { explainMembership(reportId: $id) {
      explanation report { text } problem { title } nearest { report { text } } decision { reason }
    } }`,
    variables: ({ Report }) => ({ id: Report }),
  },
  findGuidance: {
    query: `{ findGuidance(input: { text: "the clock flashes", product: "oven", component: "clock" }) {
      __typename ... on FindGuidanceSuccess { matches { version { title body } } }
      ... on UserError { message } ... on ProductNotFoundError { near }
    } }`,
  },
  groupingProgress: { query: '{ groupingProgress { model reports waitingForGroup done } }' },
  guidance: list('guidance', 'id current { title body author { name } }', 'product: "oven"'),
  guidanceFiles: list('guidanceFiles', 'id path error repository { name }', 'product: "oven"'),
  node: {
    query: `query (${nodeTypes.map((type) => `$${type}: ID!`).join(', ')}) {
      ${nodeTypes.map((type) => `${type}: node(id: $${type}) { __typename id }`).join('\n')}
    }`,
    variables: (known) => known,
  },
  outbox: { query: '{ outbox { edges { node { id repository why ticket { problem { title } } } } } }' },
  previewTicket: {
    query: `query ($id: ID!) { previewTicket(problemId: $id) { title body repository quotes { text } } }`,
    variables: ({ Problem }) => ({ id: Problem }),
  },
  problem: {
    query:
      'query ($id: ID!) { problem(id: $id) { title ticket { url } reports: memberships { __typename } } }',
    variables: ({ Problem }) => ({ id: Problem }),
  },
  problems: {
    query: `query ($cursor: String) {
      all: problems { totalCount edges { node { id title } } }
      searched: problems(filter: { text: "hush", product: "oven" }) { totalCount edges { node { title } } }
      after: problems(after: $cursor) { edges { node { title } } }
      before: problems(last: 5, before: $cursor) { edges { node { title } } }
    }`,
    variables: ({ cursor }) => ({ cursor }),
  },
  product: { query: '{ product(key: "oven") { name repository } }' },
  products: list('products', 'id name repository components { edges { node { name } } }'),
  signals: list('signals', 'id reason problem { title } report { text }'),
  suggestions: list(
    'suggestions',
    'id explanation sharedTerms problem { title } otherProblem { title } nearest { report { text } otherReport { text } }',
  ),
  viewer: {
    query: `{ viewer { member { name } organization { name
      teams { edges { node { name } } } members { edges { node { name } } } } } }`,
  },
}

export const mutations: Record<string, (known: Known) => object> = {
  acceptProblem: ({ Problem }) => ({ problemId: Problem, reason: 'not ours' }),
  acceptSuggestion: ({ Suggestion }) => ({ suggestionId: Suggestion, reason: 'not ours' }),
  acknowledgeProblem: ({ Problem }) => ({ problemId: Problem, reason: 'not ours' }),
  approveQuotes: ({ Problem, Report }) => ({ problemId: Problem, reportIds: [Report] }),
  connectRepository: () => ({ product: 'oven', repository: 'hush/ovens' }),
  createApiKey: ({ Member }) => ({ name: 'theft', scopes: ['READ'], memberId: Member }),
  createComponent: () => ({ product: 'oven', key: 'door', name: 'Door' }),
  createMember: ({ Team }) => ({ name: 'Thief', kind: 'PERSON', teamId: Team }),
  createProduct: () => ({ key: 'oven-2', name: 'Oven' }),
  createTeam: () => ({ name: 'Team', kind: 'SERVICE' }),
  dismissSuggestion: ({ Suggestion }) => ({ suggestionId: Suggestion, reason: 'not ours' }),
  dropWrite: ({ Ticket }) => ({ id: Ticket }),
  fixProblem: ({ Problem }) => ({ problemId: Problem, version: '9.0.0' }),
  importReports: () => ({ reports: [{ text: 'The clock flashes', product: 'oven', externalId: 'case-1' }] }),
  mergeProblems: ({ Problem, OtherProblem }) => ({ problemId: Problem, otherProblemIds: [OtherProblem] }),
  moveReports: ({ Report, OtherProblem }) => ({ reportIds: [Report], toProblemId: OtherProblem }),
  openTicket: ({ Problem }) => ({ problemId: Problem }),
  publishGuidance: ({ Problem }) => ({
    ...{ title: 'Wrong', body: 'Wrong advice', kind: 'NOTICE', product: 'oven-2', problemId: Problem },
  }),
  recordReceipt: ({ Guidance, Report }) => ({
    ...{ guidanceId: Guidance, version: 1, kind: 'HELPED', reportId: Report },
  }),
  recordRelease: () => ({ product: 'oven', version: '9.0.0', releasedAt: '2026-01-01T00:00:00Z' }),
  regroupProblems: () => ({ product: 'oven' }),
  relinkTicket: ({ Problem }) => ({ problemId: Problem, issue: 'hush/ovens#1' }),
  reopenProblem: ({ Problem }) => ({ problemId: Problem }),
  retireGuidance: ({ Guidance }) => ({ id: Guidance }),
  retryWrite: ({ Ticket }) => ({ id: Ticket }),
  renameProblem: ({ Problem }) => ({ problemId: Problem, title: 'Not ours' }),
  reviseGuidance: ({ Guidance }) => ({ id: Guidance, title: 'Not ours' }),
  revokeApiKey: ({ ApiKey }) => ({ id: ApiKey }),
  setExchangeRates: () => ({ base: 'USD', rates: [{ currency: 'EUR', rate: 1.1 }] }),
  splitProblem: ({ Problem, Report }) => ({ problemId: Problem, reportIds: [Report] }),
  startProblem: ({ Problem }) => ({ problemId: Problem }),
  submitReport: () => ({
    ...{ text: 'The clock flashes', externalId: 'case-1', customer: { externalId: 'hush-customer-1' } },
  }),
  undoDecision: ({ Decision }) => ({ decisionId: Decision, reason: 'not ours' }),
  unlinkTicket: ({ Problem }) => ({ problemId: Problem }),
  updateProduct: () => ({ key: 'oven', name: 'Not ours' }),
}

export const subscriptions = ['guidancePublished']
