import type { z } from 'zod'
import { InvalidInput } from './errors.ts'

/** Parses what came in at an edge; the first mistake is refused with the path of its field. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new InvalidInput(issue?.path.join('.') || 'input', issue?.message ?? 'is not valid')
}
