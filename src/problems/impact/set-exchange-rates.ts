import { z } from 'zod'
import { inTransaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'
import { parseInput } from '../../platform/parse-input.ts'
import { requireScope, type Viewer } from '../../platform/viewer.ts'
import { scoreImpact } from './impact.jobs.ts'
import { listExchangeRates } from './list-exchange-rates.ts'

export const mostRates = 200
const defaultPerPoint = '100'

const currency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code, such as EUR')
const rate = z
  .number()
  .min(1e-9, 'must be at least 0.000000001: what one unit is worth in the base currency')
  .max(1e9, 'must be at most 1,000,000,000: what one unit is worth in the base currency')

const inputSchema = z
  .object({
    base: currency,
    revenuePerPoint: z
      .string()
      .refine((amount) => Number(amount) > 0, 'must be more than 0')
      .nullish(),
    rates: z.array(z.object({ currency, rate })).max(mostRates, `has more than ${mostRates} entries`),
  })
  .superRefine(({ base, rates }, context) => {
    const seen = new Set([base])
    for (const [at, one] of rates.entries()) {
      const message = one.currency === base ? 'is the base, whose rate is 1' : 'is here twice'
      if (seen.has(one.currency))
        context.addIssue({ code: 'custom', path: ['rates', at, 'currency'], message })
      seen.add(one.currency)
    }
  })

/** Replaces the base currency and all rates. What problems touch is counted again by a job. */
export async function setExchangeRates(deps: Deps, viewer: Viewer, input: z.input<typeof inputSchema>) {
  requireScope(viewer, 'ADMIN')
  const { base, rates, revenuePerPoint } = parseInput(inputSchema, input)
  const { organizationId } = viewer
  const scale = {
    base,
    revenuePerPoint: revenuePerPoint ?? defaultPerPoint,
    setById: viewer.memberId,
    setAt: deps.clock.now(),
  }
  await inTransaction(deps.database, async (transaction) => {
    // First, as its row makes those who set at the same time wait for each other.
    await transaction.revenueScale.upsert({
      where: { organizationId },
      create: { organizationId, ...scale },
      update: scale,
    })
    await transaction.exchangeRate.deleteMany({ where: { organizationId } })
    await transaction.exchangeRate.createMany({
      data: [{ currency: base, rate: 1 }, ...rates].map((one) => ({ organizationId, ...one })),
    })
    await deps.jobs.send(transaction, scoreImpact, { organizationId })
  })
  return { exchangeRates: await listExchangeRates(deps, viewer) }
}
