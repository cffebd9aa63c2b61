import { cutGraphemes } from '../platform/cut-graphemes.ts'
import { oneLine } from './names/problem-title.ts'

const mostGraphemes = 160

/** A text in quotation marks on one line, cut where it is long, without what would turn the sentence around it. */
export const quotable = (text: string): string => `“${cutGraphemes(oneLine(text), mostGraphemes)}”`
