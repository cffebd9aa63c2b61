import { z } from 'zod'
import { customerInput } from '../customers/customer-input.ts'
import { InvalidInput } from '../platform/errors.ts'
import { text } from '../platform/text-input.ts'

export const channels = ['PHONE', 'CHAT', 'EMAIL', 'FORM', 'STORE', 'SOCIAL', 'AGENT_NOTE', 'OTHER'] as const
export const touchpoints = ['DISCOVER', 'BUY', 'SET_UP', 'USE', 'GET_SUPPORT', 'RENEW', 'LEAVE'] as const

const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$/, 'must be a BCP 47 tag, such as tr or pt-BR')
  .transform((tag) => tag.split(/[-_]/)[0]?.toLowerCase() ?? 'und')

export const reportInput = z.object({
  text: text(20_000).refine(
    (value) => /[\p{L}\p{N}]/u.test(value),
    'must say something in words: it holds no letter and no digit',
  ),
  language: language.nullish(),
  channel: z.enum(channels).nullish(),
  product: text(200).nullish(),
  component: text(200).nullish(),
  version: text(100).nullish(),
  touchpoint: z.enum(touchpoints).nullish(),
  desiredOutcome: text(1_000).nullish(),
  customer: customerInput.nullish(),
  occurredAt: z
    .date()
    .refine((date) => date.getUTCFullYear() >= 1990, 'lies before 1990')
    .nullish(),
  externalId: text(200).nullish(),
})

export type ReportInput = z.output<typeof reportInput>
/** A report as a caller sends it, before it is checked. */
export type ReportDraft = z.input<typeof reportInput>

/** Clocks of help desks differ from ours by this much at most. */
const clockSkewMs = 5 * 60_000
/** Somewhere it is tomorrow already. */
const aDayMs = 86_400_000

/** What depends on the time is checked apart, so that the rest is compiled once. @throws InvalidInput */
export function refuseFuture({ occurredAt, customer }: ReportInput, now: Date): void {
  if (occurredAt != null && occurredAt.getTime() > now.getTime() + clockSkewMs) {
    throw new InvalidInput('occurredAt', 'lies in the future')
  }
  if (customer?.since != null && customer.since.getTime() > now.getTime() + aDayMs) {
    throw new InvalidInput('customer.since', 'lies in the future')
  }
}
