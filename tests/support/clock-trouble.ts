import type { ReportAbout, Tenant } from './open-world.ts'

/** One trouble in the words of several customers, alike enough to be one problem. */
export const clockTroubles = [
  'The clock flashes after a power cut and I cannot set it',
  'After a power cut the clock only flashes, how do I set it?',
  'Clock is flashing since the power cut, cannot set the clock',
  'The clock keeps flashing after the power cut and cannot be set',
] as const

/** Three customers report the same trouble; answers the problem as the third one sees it. */
// biome-ignore lint/suspicious/noExplicitAny: its shape is that of the query behind `report`
export async function recurringTrouble(company: Tenant, about: ReportAbout = {}): Promise<any> {
  let problem: unknown
  for (const [at, text] of clockTroubles.slice(0, 3).entries()) {
    problem = (await company.report(text, { customer: `customer-${at}`, ...about })).problem
  }
  return problem
}
