import { z } from 'zod'

/** How products and components are named in requests and URLs. */
export const catalogKey = z
  .string({ error: 'must be text' })
  .regex(
    /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/,
    'must be 1–64 lower-case letters, digits, dots, dashes or underscores, such as "microwave"',
  )
