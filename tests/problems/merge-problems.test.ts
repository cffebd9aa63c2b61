import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ gitHubIsOff: true })
})
afterAll(() => world.close())

const decision = 'kind reason automatic movedReports member { name } problem { id } otherProblem { id }'

/** The same trouble in two languages, which wording cannot bring together. */
async function companyWithTwo(): Promise<{ company: Tenant; english: string; turkish: string }> {
  const company = await world.tenant()
  await company.product('oven')
  const about = { product: 'oven', language: 'en', customer: 'anna' }
  const english = await company.report('The clock flashes after a power cut', about)
  const turkish = await company.report('Elektrik kesilince saat sıfırlanıyor', {
    product: 'oven',
    language: 'tr',
    customer: 'berk',
  })
  expect(english.problem.id).not.toBe(turkish.problem.id)
  return { company, english: english.problem.id, turkish: turkish.problem.id }
}

test('a designer merges the same trouble in two languages: one problem, and the log says who and why', async () => {
  const { company, english, turkish } = await companyWithTwo()
  const merged = await company.mutate(
    'mergeProblems',
    { problemId: english, otherProblemIds: [turkish], reason: 'The same clock.' },
    `problem { reportCount customerCount languages { language reports } } decisions { ${decision} }`,
  )
  expect(merged.problem).toEqual({
    reportCount: 2,
    customerCount: 2,
    languages: [
      { language: 'en', reports: 1 },
      { language: 'tr', reports: 1 },
    ],
  })
  expect(merged.decisions).toEqual([
    {
      kind: 'MERGED',
      reason: 'The same clock.',
      automatic: false,
      movedReports: 1,
      member: { name: 'Administrator' },
      problem: { id: english },
      otherProblem: { id: turkish },
    },
  ])
})

test('the next report in either language joins the merged problem: a merge teaches', async () => {
  const { company, english, turkish } = await companyWithTwo()
  await company.mutate('mergeProblems', { problemId: english, otherProblemIds: [turkish] })
  const next = await company.report('Elektrik kesilince saat sıfırlanıyor yine', {
    product: 'oven',
    language: 'tr',
  })
  expect(next.problem).toMatchObject({ id: english, reportCount: 3 })
})

test('a merged problem is not listed any more, names the one it went into, and is merged once', async () => {
  const { company, english, turkish } = await companyWithTwo()
  const merge = { problemId: english, otherProblemIds: [turkish] }
  await company.mutate('mergeProblems', merge)
  const { data } = await company.ask(
    'query ($id: ID!) { problems { totalCount } problem(id: $id) { reportCount mergedInto { id } } }',
    { id: turkish },
  )
  expect(data).toEqual({
    problems: { totalCount: 1 },
    problem: { reportCount: 0, mergedInto: { id: english } },
  })
  const again = await company.mutate('mergeProblems', merge, 'problem { id } decisions { id }')
  expect(again).toMatchObject({ problem: { id: english }, decisions: [] })
  const third = await company.report('The door squeaks', { product: 'oven' })
  const refused = await company.ask(
    `mutation ($input: MergeProblemsInput!) { mergeProblems(input: $input) {
      ... on ProblemAlreadyMergedError { code survivor { id } } } }`,
    { input: { problemId: third.problem.id, otherProblemIds: [turkish] } },
  )
  expect(refused.data.mergeProblems).toEqual({ code: 'PROBLEM_ALREADY_MERGED', survivor: { id: english } })
})

test('guidance written for a problem goes with it when it is merged', async () => {
  const { company, english, turkish } = await companyWithTwo()
  const advice = {
    title: 'Dakika düğmesi',
    body: 'Üç saniye basılı tutun.',
    kind: 'WORKAROUND',
    product: 'oven',
  }
  await company.mutate('publishGuidance', { ...advice, problemId: turkish })
  await company.mutate('mergeProblems', { problemId: english, otherProblemIds: [turkish] })
  const { guidance } = await company.report('The clock flashes after a power cut', { product: 'oven' })
  expect(guidance).toMatchObject([{ reason: 'PROBLEM', version: { title: 'Dakika düğmesi' } }])
})

test('a problem is not merged into itself, nor with one that is not there', async () => {
  const { company, english } = await companyWithTwo()
  const merge = (otherProblemIds: string[]) =>
    company.mutate('mergeProblems', { problemId: english, otherProblemIds })
  expect(await merge([english])).toMatchObject({ code: 'INVALID_INPUT', field: 'otherProblemIds' })
  expect(await merge([])).toMatchObject({ code: 'INVALID_INPUT' })
  const stranger = await companyWithTwo()
  expect(await merge([stranger.turkish])).toMatchObject({ code: 'NOT_FOUND' })
})

test('a problem that names no product takes that of what is merged into it, and gives it back', async () => {
  const company = await world.tenant()
  await company.product('oven')
  const nowhere = await company.report('The clock flashes after a power cut')
  const oven = await company.report('The door squeaks when it opens', { product: 'oven' })
  const { decisions } = await company.mutate(
    'mergeProblems',
    { problemId: nowhere.problem.id, otherProblemIds: [oven.problem.id] },
    'decisions { id }',
  )
  const query = 'query ($id: ID!) { problem(id: $id) { product { key } } }'
  const product = async () => (await company.ask(query, { id: nowhere.problem.id })).data.problem.product
  expect(await product()).toEqual({ key: 'oven' })
  await company.mutate('undoDecision', { decisionId: decisions[0].id })
  expect(await product()).toBeNull()
})

test('what is recurring only because it was merged is a candidate again when that is undone', async () => {
  const { company, english, turkish } = await companyWithTwo()
  await company.report('The clock flashes after a power cut', { product: 'oven', customer: 'carl' })
  const merge = { problemId: english, otherProblemIds: [turkish] }
  const { decisions } = await company.mutate('mergeProblems', merge, 'decisions { id }')
  await company.mutate('undoDecision', { decisionId: decisions[0].id })
  const { data } = await company.ask(
    'query ($id: ID!) { problem(id: $id) { status recurringSince customerCount } }',
    { id: english },
  )
  expect(data.problem).toEqual({ status: 'CANDIDATE', recurringSince: null, customerCount: 2 })
})

test('merged problems that have enough customers together become recurring', async () => {
  const { company, english, turkish } = await companyWithTwo()
  await company.report('The clock flashes after a power cut', { product: 'oven', customer: 'carl' })
  const { problem } = await company.mutate(
    'mergeProblems',
    { problemId: english, otherProblemIds: [turkish] },
    'problem { status customerCount }',
  )
  expect(problem).toEqual({ status: 'RECURRING', customerCount: 3 })
})
