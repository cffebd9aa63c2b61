/** Finds a name for texts that tell of the same thing. One adapter a file beside this one. */
export interface Namer {
  /** Name of the model; another one is asked anew. */
  readonly model: string
  /** What the model says, parsed and bounded but not cleaned: whoever asked knows what may stand in a name. */
  suggest(question: NamingQuestion): Promise<SuggestedName>
}

export type NamingQuestion = {
  /** BCP-47 tag of the language to answer in. */
  readonly language: string
  /** Words that set the texts apart from others, most telling first. */
  readonly terms: readonly string[]
  /** Untrusted; the most typical first. */
  readonly texts: readonly string[]
}

export type SuggestedName = { readonly title: string; readonly summary: string }

/** UTF-16 units; a model that writes more has not understood, and what it wrote is not cut but refused. */
export const mostTitleUnits = 160
export const mostSummaryUnits = 600

/** The model cannot answer now; the same question may be asked again later. */
export class NamerUnavailable extends Error {
  override readonly name = 'NamerUnavailable'
}

/** The model answered, and not in the form that was asked for. The same question would get the same answer. */
export class NamerMisunderstood extends Error {
  override readonly name = 'NamerMisunderstood'
}
