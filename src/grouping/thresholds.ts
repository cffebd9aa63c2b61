/**
 * Likeness from which a report joins a problem by itself, one a space: likeness of meaning and wording together
 * is not on the same scale as likeness of wording alone. Chosen over all streams at once; docs/grouping.md has
 * the scores.
 */
export const thresholds = { mixed: 0.42, lexical: 0.14 } as const

/** A group of one is little to go by: the second report has to be liker than the third. */
export const singleMemberFactor = 0.85

/** Where either side does not say which product it is about, the texts have to say more. */
export const noProductFactor = 0.8
