import { z } from 'zod'
import { text } from '../platform/text-input.ts'

const currency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code, such as EUR')

export const locale = text(35).refine(isLocale, 'must be a BCP 47 tag, such as tr-TR')

export const customerInput = z.object({
  externalId: text(200),
  since: z
    .date()
    .refine((date) => date.getUTCFullYear() >= 1900, 'lies before 1900')
    .nullish(),
  plan: text(100).nullish(),
  recurringRevenue: z.object({ amount: z.string(), currency }).nullish(),
  locale: locale.nullish(),
})

export type CustomerInput = z.output<typeof customerInput>

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
