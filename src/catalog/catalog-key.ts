import { z } from 'zod'

const pattern = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/

/** How products and components are named in requests and URLs. */
export const catalogKey = z
  .string({ error: 'must be text' })
  .regex(pattern, 'must be 1–64 lower-case letters, digits, dots, dashes or underscores, such as "microwave"')

export const isCatalogKey = (text: string): boolean => pattern.test(text)

/** Matches what has this key; nothing, where the text cannot be a key: the database refuses some, as with NUL bytes. */
export const withKey = (text: string): { key: string } => ({ key: isCatalogKey(text) ? text : '' })
