import { z } from 'zod'

const pattern = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/

/** How products and components are named in requests and URLs. */
export const catalogKey = z
  .string({ error: 'must be text' })
  .regex(
    pattern,
    'must be 1–64 lower-case letters, digits, dots, dashes or underscores, such as "microwave"',
  )

/** What cannot be a key is not looked for: the database refuses some texts, such as those with NUL bytes. */
export const isCatalogKey = (text: string): boolean => pattern.test(text)
