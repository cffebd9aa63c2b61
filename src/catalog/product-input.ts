import { z } from 'zod'
import { text } from '../platform/text-input.ts'
import { catalogKey } from './catalog-key.ts'

export const repositoryName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/,
    'must be "owner/name" as GitHub writes it',
  )

const label = text(50).refine((name) => !name.includes(','), 'must not hold a comma')

/** How the tickets of a product look and when they are opened; what is not given stays. */
export const ticketSettings = z.object({
  ticketPolicy: z.enum(['AUTOMATIC', 'PROPOSED']).nullish(),
  quotesAllowed: z.boolean().nullish(),
  labels: z.array(label).max(10, 'must hold at most 10 labels').nullish(),
  issueType: text(100).nullish(),
  guidanceFolder: z
    .string()
    .regex(
      /^(?!\/)(?:(?!\.{1,2}(?:\/|$))[\w. -]{1,100}\/?){1,10}$/,
      'must be a folder of the repository, such as docs/guidance',
    )
    .transform((folder) => folder.replace(/\/$/, ''))
    .nullish(),
})

export const productInput = ticketSettings.extend({
  key: catalogKey,
  name: text(200),
  repository: repositoryName.nullish(),
  recurringCustomers: z.int().min(2, 'must be 2 to 1000').max(1000, 'must be 2 to 1000').nullish(),
  recurringWindowDays: z.int().min(1, 'must be 1 to 365').max(365, 'must be 1 to 365').nullish(),
})
