import { cutGraphemes } from '../platform/cut-graphemes.ts'

const mostGraphemes = 160

/** A text in quotation marks on one line, cut where it is long. */
export const quotable = (text: string): string =>
  `“${cutGraphemes(text.replaceAll(/\s+/g, ' ').trim(), mostGraphemes)}”`
