import type { RevenueScale } from '../../platform/database/generated/prisma/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { requireScope, type Viewer } from '../../platform/viewer.ts'

const mostMissing = 50

export type ExchangeRates = {
  scale: RevenueScale | null
  rates: { currency: string; rate: number }[]
  missing: { currency: string; customers: number }[]
}

/** How revenue is compared, and the currencies that it can't be compared in, those of most customers first. */
export async function listExchangeRates(deps: Deps, viewer: Viewer): Promise<ExchangeRates> {
  requireScope(viewer, 'READ')
  const { organizationId } = viewer
  const { prisma } = deps.database
  const scale = await prisma.revenueScale.findUnique({ where: { organizationId } })
  const rates = await prisma.exchangeRate.findMany({
    where: { organizationId, ...(scale ? { NOT: { currency: scale.base } } : {}) },
    orderBy: { currency: 'asc' },
  })
  const missing = await prisma.$queryRaw<ExchangeRates['missing']>`
    SELECT revenue_currency AS currency, count(*)::int AS customers FROM customers c
    WHERE organization_id = ${organizationId}::uuid AND revenue_amount > 0 AND NOT EXISTS (
      SELECT FROM exchange_rates x WHERE x.organization_id = c.organization_id AND x.currency = c.revenue_currency)
    GROUP BY revenue_currency ORDER BY customers DESC, currency LIMIT ${mostMissing}`
  return { scale, rates: rates.map(({ currency, rate }) => ({ currency, rate: rate.toNumber() })), missing }
}
