import { seededRandom } from './make-texts.ts'

/** How many products there are beside the large one. */
export const smallProducts = 20

export type PlannedProblem = {
  number: number
  /** 0 is the large product, of three problems in ten; then 1 to `smallProducts`. */
  product: number
  reports: number
}

/** Problems whose sizes fall by Zipf's law, as those of real desks do, with so many reports in all. */
export function planProblems(problems: number, reports: number): PlannedProblem[] {
  const random = seededRandom(7)
  const share =
    reports / Array.from({ length: problems }, (_, rank) => 1 / (rank + 1)).reduce((a, b) => a + b)
  return Array.from({ length: problems }, (_, number) => ({
    number,
    product: random() < 0.3 ? 0 : 1 + Math.floor(random() * smallProducts),
    reports: Math.max(1, Math.round(share / (number + 1))),
  }))
}

/** A problem that a next report would join: the large ones more often, as in life. */
export function drawProblem(plan: readonly PlannedProblem[], random: () => number): PlannedProblem {
  let left = random() * plan.reduce((sum, problem) => sum + problem.reports, 0)
  for (const problem of plan) {
    left -= problem.reports
    if (left <= 0) return problem
  }
  return plan[0] as PlannedProblem
}

/** Ids in the order of time, as the service makes them; `kind` keeps those of different tables apart. */
export const plannedId = (kind: 'product' | 'problem' | 'newer', number: number): string =>
  `${{ product: '01900000', problem: '01910000', newer: '01930000' }[kind]}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
