import { z } from 'zod'

/** The reports that a decision is about. */
export const reportIdsInput = z
  .array(z.string())
  .min(1, 'must name at least one report')
  .max(500, 'must name at most 500 reports; take the others in a further request')
