// Random walks of tickets through everything that can go wrong: tests/journeys/random-walk says how.
//   npm run walk -- --seeds 1,2,3,4,5 --steps 1000
// Prints a line a seed, and of one that breaks a rule its last steps; the same seed walks the same way again.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { runWalk } from '../tests/journeys/random-walk/run-walk.ts'
import { makeTemplate } from '../tests/support/make-database-template.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1,2,3,4,5' },
    steps: { type: 'string', default: '1000' },
    problems: { type: 'string', default: '200' },
  },
})

const template = readFileSync(await makeTemplate())

/** One at a time leaves a processor idle: a walk waits for its database, or its database for it. */
const atOnce = 2

const seeds = values.seeds.split(',').map(Number)
await Promise.all(Array.from({ length: atOnce }, walkOn))

async function walkOn(): Promise<void> {
  for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) await walk(seed)
}

async function walk(seed: number): Promise<void> {
  const started = performance.now()
  const walked = await runWalk(seed, template, {
    steps: Number(values.steps),
    problems: Number(values.problems),
  })
  const { steps, problems, issues, requests, faults, crashes, jobs, broken, told } = walked
  const took = ((performance.now() - started) / 1_000).toFixed(1)
  const verdict = broken.length === 0 ? 'all rules hold' : `${broken.length} RULES BROKEN`
  console.log(
    `seed ${seed}: ${steps} steps, ${problems} problems, ${issues} issues, ${jobs} jobs, ${requests} requests with ` +
      `${faults} faults, ${crashes} crashes in ${took} s: ${verdict}`,
  )
  if (broken.length === 0) return
  process.exitCode = 1
  console.log([...told, ...broken.slice(0, 30)].map((line) => `  ${line}`).join('\n'))
  console.log(`  again: npm run walk -- --seeds ${seed} --steps ${steps} --problems ${values.problems}`)
}
