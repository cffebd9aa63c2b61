/**
 * Chosen over all streams at once; docs/grouping.md has the scores. There are two scales: likeness of meaning and
 * wording together (mixed) is not the same as likeness of wording alone (lexical).
 */

/** Likeness from which a report joins a problem by itself. */
export const thresholds = { mixed: 0.39, lexical: 0.16 } as const

/** Share of the meaning, seen from the center of all meanings, beside the wording. */
export const centredShare = 0.8

/** A group of one is little to go by: the second report has to be liker than the third. */
export const singleMemberFactor = { mixed: 0.9, lexical: 0.75 } as const

/** Where either side does not say which product it is about, the texts have to say more. */
export const noProductFactor = 0.75

/** What two reports of one problem usually have in common, and how many pairs that is worth. */
export const usualCohesion = { mixed: 0.47, lexical: 0.18 } as const
export const cohesionPrior = 3

/** Likeness of what two problems have in common from which they are merged, where nobody has decided about them. */
export const mergeThresholds = { mixed: 0.57, lexical: 0.45 } as const
export const mergeWithoutProductFactor = 0.9

/** From this share of the merge threshold on people are asked. */
export const suggestedShare = 0.75
