import { z } from 'zod'

/** Text as a person typed it: no NUL bytes or lone surrogates (the database takes neither), trimmed, bounded. */
export const text = (most: number, least = 1) =>
  z
    .string({ error: 'must be text' })
    .refine((value) => value.isWellFormed(), 'holds characters that are not valid Unicode; send it as UTF-8')
    .refine((value) => !value.includes('\0'), 'holds NUL bytes; remove them')
    .transform((value) => value.trim())
    .refine(
      (value) => value.length >= least,
      least === 1 ? 'must not be empty' : `must have at least ${least} characters`,
    )
    .refine((value) => value.length <= most, `must have at most ${most.toLocaleString('en')} characters`)
