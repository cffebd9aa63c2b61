import { z } from 'zod'
import type { Deps } from '../platform/deps.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import type { Viewer } from '../platform/viewer.ts'
import { decideProblem } from './decide-problem.ts'

const inputSchema = z.object({
  problemId: z.string(),
  version: text(100).nullish(),
  reason: text(1_000).nullish(),
})

/** The problem is fixed, in a version that is out already or will be; a version that is told later is added. */
export const fixProblem = (deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) =>
  decideProblem(deps, viewer, 'FIXED', () => parseInput(inputSchema, input))
