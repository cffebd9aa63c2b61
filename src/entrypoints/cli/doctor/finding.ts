/** One thing that was looked at, in words for people. */
export type Finding = {
  /** `unknown`: it could not be looked at; that alone is no mistake. */
  state: 'fine' | 'wrong' | 'unknown'
  what: string
  /** What to do about it. */
  next?: string
}

export const fine = (what: string): Finding => ({ state: 'fine', what })
export const wrong = (what: string, next: string): Finding => ({ state: 'wrong', what, next })
export const unknown = (what: string, next: string): Finding => ({ state: 'unknown', what, next })

/** "1 report", "2 reports" */
export const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
