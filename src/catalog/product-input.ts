import { z } from 'zod'
import { text } from '../platform/text-input.ts'
import { catalogKey } from './catalog-key.ts'

const repository = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/,
    'must be "owner/name" as GitHub writes it',
  )

export const productInput = z.object({
  key: catalogKey,
  name: text(200),
  repository: repository.nullish(),
  ticketPolicy: z.enum(['AUTOMATIC', 'PROPOSED']).nullish(),
  quotesAllowed: z.boolean().nullish(),
  recurringCustomers: z.int().min(2, 'must be 2 to 1000').max(1000, 'must be 2 to 1000').nullish(),
  recurringWindowDays: z.int().min(1, 'must be 1 to 365').max(365, 'must be 1 to 365').nullish(),
})
