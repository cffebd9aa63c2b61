import { z } from 'zod'
import type { Deps } from '../platform/deps.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import type { Viewer } from '../platform/viewer.ts'
import { decideProblem } from './decide-problem.ts'

const inputSchema = z.object({ problemId: z.string(), reason: text(1_000).nullish() })

/** What was closed is taken on again; a fix that was told was none. An open problem stays as it is. */
export const reopenProblem = (deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) =>
  decideProblem(deps, viewer, 'REOPENED', () => parseInput(inputSchema, input))
