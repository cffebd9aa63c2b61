import { z } from 'zod'

const count = z.number().default(0)

const amounts = z.object({
  /** Of how many customers it is known since when they are customers. */
  datedCustomers: count,
  newCustomers: count,
  /** How long the affected customers had been customers when they first reported the problem. */
  medianDays: z.number().nullable().default(null),
  LEAVE: count,
  RENEW: count,
  SET_UP: count,
  base: z.string().nullable().default(null),
  revenuePerPoint: z.string().nullable().default(null),
  revenue: count,
  revenuePoints: count,
  /** What customers pay in currencies without a rate. */
  uncounted: z
    .array(z.object({ currency: z.string(), amount: z.string(), customers: z.number() }))
    .default([]),
})

export type ImpactAmounts = z.output<typeof amounts>

/** Reads `problems.impact_amounts`; a problem that was not counted yet has none of anything. */
export const readImpactAmounts = (stored: unknown): ImpactAmounts => amounts.parse(stored)
