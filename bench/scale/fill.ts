// Run by fill-apart.ts: fills the database that its argument names, and prints the reports that are to come in.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MiniLmEmbedder } from '../../src/embedding/minilm/minilm-embedder.ts'
import type { FillTask, Telling } from './fill-apart.ts'
import { fillDatabase } from './fill-database.ts'
import { learnLexicon } from './learn-lexicon.ts'
import { languageOf, seededRandom, tellProblem } from './make-texts.ts'
import { perturbVectors } from './make-vectors.ts'
import { drawProblem, planProblems } from './plan-problems.ts'

/** So many problems are new with the reports that come in, one in twenty of these. */
const newProblems = 100

const task = JSON.parse(process.argv[2] ?? '') as FillTask
const plan = planProblems(task.problems, task.reports)
const models = await mkdtemp(join(tmpdir(), 'bothways-bench-'))
const embedder = new MiniLmEmbedder({ directory: models })
const started = performance.now()
const makeVector = await perturbVectors(embedder, task.problems + newProblems, 1)
console.error(`  vectors: ${((performance.now() - started) / 1_000).toFixed(1)} s`)
await embedder.close()
await rm(models, { recursive: true, force: true })

const lexicon = learnLexicon(plan, task.reports)
await fillDatabase(task, plan, { model: embedder.model, makeVector, lexicon })

const random = seededRandom(11)
const tellings = Array.from({ length: task.tellings }, (_, at): Telling => {
  const isNew = at % 20 === 19
  const number = isNew ? task.problems + Math.floor(random() * newProblems) : drawProblem(plan, random).number
  const dense = makeVector(number)
  return {
    product: plan[number]?.product ?? 0,
    language: languageOf(number),
    text: tellProblem(number, random),
    dense: dense && Array.from(dense),
  }
})
process.stdout.write(JSON.stringify(tellings))
