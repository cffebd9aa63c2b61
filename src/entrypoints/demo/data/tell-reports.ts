import { knownCustomers } from './customers.ts'
import type { DemoChannel, DemoLanguage, DemoReport, DemoTouchpoint } from './report.ts'

interface Details {
  readonly version?: string
  readonly touchpoint?: DemoTouchpoint
  readonly desiredOutcome?: string
  /** Null where the agent left the section's component out. */
  readonly component?: string | null
}

/** Days ago, customer, channel, what was said, and what else is known. */
type Telling = readonly [number, string, DemoChannel, string, Details?]

interface Section extends Omit<Details, 'desiredOutcome'> {
  readonly problem: string | null
  readonly told: readonly Telling[]
}

interface Setting {
  readonly product: string
  readonly language: DemoLanguage
  /** Reports are numbered behind it. */
  readonly ids: string
}

/** Writes sections out as reports; every third one keeps its language to itself, as many help desks do. */
export function tellReports(setting: Setting, sections: readonly Section[]): readonly DemoReport[] {
  return sections
    .flatMap((section) => section.told.map((telling) => ({ section, telling })))
    .map(({ section, telling }, index) => {
      const [daysAgo, customer, channel, text, details = {}] = telling
      const component = details.component === undefined ? section.component : details.component
      const version = details.version ?? section.version
      const touchpoint = details.touchpoint ?? section.touchpoint
      return {
        externalId: `${setting.ids}-${String(index + 1).padStart(3, '0')}`,
        text,
        ...(index % 3 === 2 ? {} : { language: setting.language }),
        channel,
        product: setting.product,
        ...(component ? { component } : {}),
        ...(version ? { version } : {}),
        ...(touchpoint ? { touchpoint } : {}),
        ...(details.desiredOutcome ? { desiredOutcome: details.desiredOutcome } : {}),
        customer: { externalId: customer, ...knownCustomers[customer] },
        daysAgo,
        meant: { problem: section.problem, language: setting.language },
      }
    })
}
