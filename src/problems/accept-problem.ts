import { z } from 'zod'
import type { Deps } from '../platform/deps.ts'
import { parseInput } from '../platform/parse-input.ts'
import { text } from '../platform/text-input.ts'
import type { Viewer } from '../platform/viewer.ts'
import { decideProblem } from './decide-problem.ts'

const inputSchema = z.object({ problemId: z.string(), reason: text(1_000) })

/** The problem won't change. Agents and customers are owed a reason. */
export const acceptProblem = (deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) =>
  decideProblem(deps, viewer, 'ACCEPTED', () => parseInput(inputSchema, input))
