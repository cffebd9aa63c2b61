// Checks the direction of imports, and that the check has read anything: a parser that is missing reads no module
// and finds nothing wrong.
import { createRequire } from 'node:module'
import { cruise, type ICruiseResult, type IForbiddenRuleType, type IOptions } from 'dependency-cruiser'

const fewest = 50

// Called from here, as dependency-cruiser's own command refuses Node 20.
const { forbidden, options }: { forbidden: IForbiddenRuleType[]; options: IOptions } = createRequire(
  import.meta.url,
)('../.dependency-cruiser.cjs')
const { output } = await cruise(['src'], { ...options, validate: true, ruleSet: { forbidden } })
const { modules, summary } = output as ICruiseResult

const read = modules.filter(({ source }) => source.startsWith('src/'))
const imports = read.reduce((sum, { dependencies }) => sum + dependencies.length, 0)
const comments = new Map(forbidden.map(({ name, comment }) => [name, comment]))

for (const { from, to, cycle, rule } of summary.violations) {
  const path = cycle ? cycle.map(({ name }) => name).join(' → ') : to
  console.error(`${rule.name}: ${from} → ${path}\n  ${comments.get(rule.name)}`)
}
if (read.length <= fewest || imports < read.length) {
  console.error(`only ${read.length} modules and ${imports} imports were read: the check says nothing`)
  process.exitCode = 1
} else if (summary.violations.length > 0) {
  process.exitCode = 1
} else {
  console.log(`${read.length} modules, ${imports} imports, all in the right direction`)
}
