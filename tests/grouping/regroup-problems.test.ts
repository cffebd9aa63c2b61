import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Embedder } from '../../src/embedding/embedder.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

/** Knows no language at first; then a second model knows what each word is about, as a direction in the plane. */
class LearningEmbedder implements Embedder {
  model = 'knows-nothing@1'
  readonly dimensions = 2
  readonly degrees: Record<string, number> = {}
  denseShare = () => (this.model === 'knows-nothing@1' ? 0 : 0.5)
  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    return texts.map((text) => {
      const angle = ((this.degrees[text] ?? 90) * Math.PI) / 180
      return Float32Array.of(Math.cos(angle), Math.sin(angle))
    })
  }
  async ready(): Promise<void> {}
  async close(): Promise<void> {}
}

let world: World
const embedder = new LearningEmbedder()
// Nothing in their letters is alike, so that they are two problems until a model knows better.
const [clock, saat, door] = ['Blinkt', 'Sıfırlanıyor', 'Quetscht']

beforeAll(async () => {
  world = await openWorld({ embedder })
  world.github.addRepository('acme/ovens')
})
afterAll(() => world.close())

/** A company with one problem for each text; then the model learns where each text stands. */
async function companyAfterLearning(
  degrees: Record<string, number>,
  settings: object = {},
  customers = 1,
): Promise<{ company: Tenant; problem: Record<string, string> }> {
  embedder.model = 'knows-nothing@1'
  const company = await world.tenant()
  await company.product('oven', settings)
  const problem: Record<string, string> = {}
  for (const text of Object.keys(degrees))
    for (let at = 0; at < customers; at++) {
      const report = await company.report(text, {
        product: 'oven',
        customer: `${text} ${at}`,
        language: 'tr',
      })
      problem[text] = report.problem.id
    }
  expect(new Set(Object.values(problem)).size).toBe(Object.keys(degrees).length)
  embedder.model = 'knows-all@1'
  Object.assign(embedder.degrees, degrees)
  await world.pass(60_000)
  return { company, problem }
}

const regroup = (company: Tenant) => company.mutate('regroupProblems', {}, 'done')
const listed = async (company: Tenant): Promise<number> =>
  (await company.ask('{ problems { totalCount } }')).data.problems.totalCount
const suggestion = `id state score threshold model explanation problem { id } otherProblem { id }
  nearest { likeness report { text } otherReport { text } } decision { kind }`
const suggestionsOf = async (company: Tenant, states = ['OPEN']) => {
  const query = `query ($states: [SuggestionState!]) {
    suggestions(states: $states) { edges { node { ${suggestion} } } } }`
  const { data } = await company.ask(query, { states })
  return data.suggestions.edges.map(({ node }: { node: object }) => node)
}

test('problems that turn out to be alike are merged, and the log says that the service did it', async () => {
  const { company, problem } = await companyAfterLearning({ [clock]: 0, [saat]: 10 })
  expect(await regroup(company)).toMatchObject({ done: true })
  expect(await listed(company)).toBe(1)
  const { data } = await company.ask(`{ decisions { edges { node {
    kind automatic reason problem { id } otherProblem { id } } } } }`)
  expect(data.decisions.edges).toEqual([
    {
      node: {
        kind: 'MERGED',
        automatic: true,
        reason: expect.stringContaining('nobody has decided about'),
        problem: { id: problem[clock] },
        otherProblem: { id: problem[saat] },
      },
    },
  ])
})

test('what the service merged and a person took apart is never merged again', async () => {
  const { company, problem } = await companyAfterLearning({ [clock]: 0, [saat]: 10 })
  await regroup(company)
  const { data } = await company.ask('{ decisions { edges { node { id } } } }')
  await company.mutate('undoDecision', { decisionId: data.decisions.edges[0].node.id })
  expect(await listed(company)).toBe(2)
  await company.report(saat, { product: 'oven', customer: 'new', language: 'tr' })
  await regroup(company)
  expect(await listed(company)).toBe(2)
  expect(await suggestionsOf(company)).toEqual([])
  const merge = { problemId: problem[clock], otherProblemIds: [problem[saat]] }
  expect(await company.mutate('mergeProblems', merge)).toMatchObject({ __typename: 'MergeProblemsSuccess' })
})

test('problems that are a little alike are suggested with the reason, once', async () => {
  const { company, problem } = await companyAfterLearning({ [clock]: 0, [saat]: 57, [door]: 180 })
  for (const customer of ['second', 'third']) {
    await company.report(clock, { product: 'oven', customer, language: 'tr' })
    await regroup(company)
  }
  const [only, ...more] = await suggestionsOf(company)
  expect(more).toEqual([])
  expect(only).toMatchObject({
    state: 'OPEN',
    model: 'knows-all@1',
    problem: { id: problem[clock] },
    otherProblem: { id: problem[saat] },
    decision: null,
    nearest: expect.arrayContaining([
      { likeness: expect.any(Number), report: { text: clock }, otherReport: { text: saat } },
    ]),
  })
  expect(only.score).toBeLessThan(only.threshold)
  expect(only.explanation).toMatch(
    /their reports are alike to 0\.\d\d; from 0\.\d\d on .* “Blinkt” and “Sıfırlanıyor”/,
  )
})

test('an accepted suggestion is a merge; undone, it is a question again', async () => {
  const { company } = await companyAfterLearning({ [clock]: 0, [saat]: 50 })
  await regroup(company)
  const [{ id }] = await suggestionsOf(company)
  const accept = () =>
    company.mutate('acceptSuggestion', { suggestionId: id }, 'suggestion { state decision { id kind } }')
  const { suggestion: accepted } = await accept()
  expect(accepted).toEqual({ state: 'ACCEPTED', decision: { id: expect.any(String), kind: 'MERGED' } })
  expect(await accept()).toMatchObject({ suggestion: accepted })
  expect(await listed(company)).toBe(1)
  await company.mutate('undoDecision', { decisionId: accepted.decision.id })
  expect(await suggestionsOf(company)).toMatchObject([{ id, state: 'OPEN', decision: null }])
})

test('a dismissed suggestion never comes back, and keeps the two apart for good', async () => {
  const { company, problem } = await companyAfterLearning({ [clock]: 0, [saat]: 50 })
  await regroup(company)
  const [{ id }] = await suggestionsOf(company)
  await company.mutate('dismissSuggestion', { suggestionId: id, reason: 'Two boards.' })
  await company.report(saat, { product: 'oven', customer: 'new', language: 'tr' })
  await regroup(company)
  expect(await suggestionsOf(company)).toEqual([])
  expect(await company.mutate('acceptSuggestion', { suggestionId: id })).toMatchObject({
    code: 'SUGGESTION_DECIDED',
  })
  const merge = { problemId: problem[clock], otherProblemIds: [problem[saat]] }
  expect(await company.mutate('mergeProblems', merge)).toMatchObject({ code: 'CONSTRAINTS_IN_THE_WAY' })
})

test('a problem with a ticket, or that a person decided about, is not merged by the service but suggested', async () => {
  const ticketed = { repository: 'acme/ovens', ticketPolicy: 'AUTOMATIC' }
  const { company } = await companyAfterLearning({ [clock]: 0, [saat]: 10 }, ticketed, 3)
  await regroup(company)
  expect(await listed(company)).toBe(2)
  expect(await suggestionsOf(company)).toHaveLength(1)

  const decided = await companyAfterLearning({ [clock]: 0, [saat]: 10 })
  await decided.company.mutate('acknowledgeProblem', { problemId: decided.problem[saat] })
  await regroup(decided.company)
  expect(await suggestionsOf(decided.company)).toMatchObject([{ problem: { id: decided.problem[saat] } }])
})

test('problems of two products are never compared', async () => {
  const { company } = await companyAfterLearning({ [clock]: 0 })
  await company.product('kettle')
  await company.report(clock, { product: 'kettle', language: 'tr' })
  await regroup(company)
  expect(await listed(company)).toBe(2)
  expect(await suggestionsOf(company)).toEqual([])
})
