/**
 * How many points each thing counts; docs/impact.md has the reasons. All are quarters, so that points add up
 * without rounding. The growth may weigh no more than a repeat contact: else a report that comes in late, and
 * belongs to the week before, would lower the impact.
 */
export const impactWeights = { customer: 1, repeatContact: 0.25, newCustomer: 0.5, growth: 0.25 } as const

/** How much more a customer counts who met the problem at this stage; only the heaviest stage of each counts. */
export const stageWeights = { LEAVE: 1, RENEW: 0.5, SET_UP: 0.5 } as const

export type WeightedStage = keyof typeof stageWeights

/** For so many days a customer is new. */
export const newForDays = 90

/** A mistyped rate or revenue may count for much, but never blur the quarters of all other points. */
export const mostRevenuePoints = 1_000_000_000
