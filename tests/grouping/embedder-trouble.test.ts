import { expect, onTestFinished, test } from 'vitest'
import { type Embedder, EmbedderUnavailable } from '../../src/embedding/embedder.ts'
import { OpenAiEmbedder } from '../../src/embedding/openai-embedder.ts'
import { type Answer, type Asked, startEmbeddingServer } from '../embedding/start-embedding-server.ts'
import { BagOfWordsEmbedder } from '../reports/vectors/bag-of-words-embedder.ts'
import { openWorld, type Tenant, type World } from '../support/open-world.ts'

const troubles = [
  'the clock flashes after a power cut and has to be set again',
  'the clock flashes after a power cut and must be set again',
  'my parcel stands in the depot for a week and nobody answers',
] as const

async function companyWith(embedder: Embedder): Promise<{ world: World; company: Tenant }> {
  const world = await openWorld({ gitHubIsOff: true, embedder })
  onTestFinished(() => world.close())
  return { world, company: await world.tenant() }
}

/** Counts the words by their length and first letter: enough to tell these troubles apart. */
function counted(text: string): number[] {
  const vector = new Array<number>(32).fill(0.01)
  for (const word of text.split(' ')) {
    const place = (word.length * 7 + word.charCodeAt(0)) % vector.length
    vector[place] = (vector[place] ?? 0) + 1
  }
  return vector
}

const answering = ({ body }: Asked, vectorOf: (text: string) => unknown[] = counted): Answer => ({
  body: { data: body.input.map((text, index) => ({ index, embedding: vectorOf(text) })) },
})

/** The adapter with a server of its own, whose answers a story may spoil. Its pauses take no time. */
async function servedEmbedder() {
  const served: { answer: (asked: Asked) => Answer } = { answer: answering }
  const { origin } = await startEmbeddingServer((asked) => served.answer(asked))
  let now = 0
  const pass = (milliseconds: number) => {
    now += milliseconds
  }
  const timing = { now: () => now, pause: async (milliseconds: number) => pass(milliseconds) }
  const embedder = new OpenAiEmbedder({ url: `${origin}/v1`, model: 'counted', patience: 200, timing })
  return { served, embedder, passRest: () => pass(60_000) }
}

/** What a row is compared by, in the order of arrival; and that no figure in it is NaN. */
async function comparedBy({ deps }: World, { viewer: { organizationId } }: Tenant) {
  const { rows } = await deps.database.pool.query(
    `SELECT v.model, r.redacted_text AS text, m.problem_id AS problem, m.score, p.cohesion, p.report_count AS reports
     FROM report_vectors v JOIN reports r ON r.id = v.report_id JOIN memberships m ON m.report_id = r.id
     JOIN problems p ON p.id = m.problem_id WHERE v.organization_id = $1 ORDER BY r.received_at, r.id`,
    [organizationId],
  )
  for (const { score, cohesion } of rows) expect([score ?? 0, cohesion].every(Number.isFinite)).toBe(true)
  return rows
}

test.each<[string, (asked: Asked) => Answer]>([
  ['is gone', () => ({ status: 503, body: 'starting' })],
  ['does not answer', () => 'silence'],
  ['answers other dimensions', (asked) => answering(asked, (text) => counted(text).slice(1))],
  ['answers NaN', () => ({ body: '{"data":[{"index":0,"embedding":[NaN,NaN]}]}' })],
  ['answers zeros', (asked) => answering(asked, () => new Array(32).fill(0))],
  ['answers too few vectors', () => ({ body: { data: [] } })],
])(
  'while an embedder %s, reports are kept; they are grouped once it is well',
  async (_what, answer) => {
    const { served, embedder, passRest } = await servedEmbedder()
    const { world, company } = await companyWith(embedder)
    const before = await company.report(troubles[0], { customer: 'anna' })
    served.answer = answer
    const kept = await company.report(troubles[1], { customer: 'bert' })
    expect(kept).toMatchObject({ membership: null, groupedAt: null })
    await world.workOff({ evenIfLater: true })
    expect(await company.mutate('regroupProblems', {}, 'done')).toMatchObject({ done: true })
    expect(await comparedBy(world, company)).toHaveLength(1)

    served.answer = answering
    passRest()
    await world.pass(60_000)
    const rows = await comparedBy(world, company)
    expect(rows).toHaveLength(2)
    for (const row of rows) expect(row).toMatchObject({ model: 'counted@32', reports: 2 })
    expect(rows[1].text).toBe(troubles[1])
    expect((await company.report(troubles[1])).problem.id).toBe(before.problem.id)
  },
  30_000,
)

test('one text that the model fails at is compared by its wording, the others by their meaning', async () => {
  const { served, embedder } = await servedEmbedder()
  const { world, company } = await companyWith(embedder)
  served.answer = (asked) =>
    answering(asked, (text) => (text === troubles[1] ? new Array(32).fill(null) : counted(text)))
  await company.mutate('importReports', { reports: troubles.map((text) => ({ text, language: 'en' })) })
  await world.workOff()
  const [first, second, third] = await comparedBy(world, company)
  expect([first.model, second.model, third.model]).toEqual(['counted@32', null, 'counted@32'])
  // Wording alone is enough for this pair.
  expect(second.problem).toBe(first.problem)
  expect(third.problem).not.toBe(first.problem)
  const live = await company.report(troubles[1])
  expect(live.membership.problem).toMatchObject({ reportCount: 3 })
})

/** As after a restart: which model it is comes to light once it has loaded. */
class LoadingEmbedder implements Embedder {
  readonly #loaded = new BagOfWordsEmbedder('bag@1', 32)
  isLoading = false
  get model(): string {
    return this.#unlessLoading().model
  }
  get dimensions(): number {
    return this.#unlessLoading().dimensions
  }
  denseShare = () => 0.6
  ready = async () => this.#unlessLoading().ready()
  embed = async (texts: readonly string[]) => this.#unlessLoading().embed(texts)
  close = async () => {}
  #unlessLoading(): Embedder {
    if (this.isLoading) throw new EmbedderUnavailable('The model is loading.')
    return this.#loaded
  }
}

test('while the model loads, problems are compared, merged, split and explained; reports wait', async () => {
  const embedder = new LoadingEmbedder()
  const { world, company } = await companyWith(embedder)
  const [a, b, c] = await Promise.all(
    [troubles[0], troubles[2], 'nobody answers the phone'].map((text) => company.report(text)),
  )
  await company.report(troubles[1])
  embedder.isLoading = true
  const waiting = await company.report(troubles[2])
  expect(waiting.membership).toBeNull()

  expect(await company.mutate('regroupProblems', {}, 'done')).toMatchObject({ done: true })
  const merge = { problemId: a.problem.id, otherProblemIds: [b.problem.id] }
  const merged = await company.mutate('mergeProblems', merge, 'problem { reportCount }')
  expect(merged).toMatchObject({ problem: { reportCount: 3 } })
  const split = await company.mutate(
    'splitProblem',
    { problemId: a.problem.id, reportIds: [a.id] },
    'problem { reportCount }',
  )
  expect(split).toMatchObject({ problem: { reportCount: 2 } })
  const { data, errors } = await company.ask(
    `query ($id: ID!) {
      node(id: $id) { ... on Report { membership { explanation } } }
      groupingProgress { model waitingForGroup done }
      coverage { ... on CoverageSuccess { languages { waiting } } }
    }`,
    { id: c.id },
  )
  expect(errors).toBeUndefined()
  expect(data.node.membership.explanation).toMatch(/^It opened/)
  expect(data.groupingProgress).toEqual({ model: null, waitingForGroup: 1, done: false })
  expect(data.coverage.languages).toMatchObject([{ waiting: 1 }])

  embedder.isLoading = false
  await world.pass(60_000)
  expect(await comparedBy(world, company)).toHaveLength(5)
})

test('a report that the database refuses to group keeps nobody else waiting, and is grouped once it can be', async () => {
  const { world, company } = await companyWith(new BagOfWordsEmbedder('bag@1', 32))
  const { pool } = world.deps.database
  const heal = () => pool.query('ALTER TABLE memberships DROP CONSTRAINT IF EXISTS no_poison')
  onTestFinished(async () => void (await heal()))
  await pool.query("ALTER TABLE memberships ADD CONSTRAINT no_poison CHECK (version <> 'poison')")
  const poison = { text: 'the lid of the pan is stuck', version: 'poison', externalId: 'poison' }
  // More than one batch of the job, so that others stand behind it in its own batch and in the next one.
  const others = Array.from({ length: 70 }, (_, at) => ({ text: troubles[at % 3] ?? '', language: 'en' }))
  await company.mutate('importReports', { reports: [poison, ...others] })
  const live = await company.report(troubles[0], { version: 'poison' })
  expect(live.membership).toBeNull()
  await world.workOff({ evenIfLater: true })
  expect(await comparedBy(world, company)).toHaveLength(70)
  // It is tried again with every sweep, and others do not wait for that either.
  expect((await company.report(troubles[0])).membership).not.toBeNull()
  await world.pass(60_000)
  expect(await comparedBy(world, company)).toHaveLength(71)

  await heal()
  await world.pass(60_000)
  expect(await comparedBy(world, company)).toHaveLength(73)
})
