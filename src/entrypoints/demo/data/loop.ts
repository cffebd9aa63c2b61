import type { DemoReport } from './report.ts'

/** GitHub login of the microwave's product designer; she may write to the product's repository. */
export const designerLogin = 'ines-at-murlo'

const clockAdvice = `\
The oven has no battery: every power cut clears the clock, and it will not start while
12:00 (or 0:00) is flashing. Nothing is broken.

1. Press and hold **Clock** for three seconds, until the hours stop flashing.
2. Turn the dial to the hour, press **Clock**, turn to the minutes, press **Clock** again.
3. For the 24-hour display, press **Clock** twice *before* turning the dial: the choice is lost afterwards.

In a hurry? **Start** held for five seconds skips the clock and cooks at once (from version 1.1).
Please don't send a technician or a new oven for this. We are looking at a start without the clock.`

/** What she publishes; the comment below says the same in one piece. */
export const clockGuidance = {
  title: 'Clock flashing, oven will not start: set the clock, or skip it',
  component: 'clock',
  body: clockAdvice,
} as const

/** Her comment on the clock's ticket, as typed on GitHub. */
export const clockGuidanceComment = `/guidance ${clockGuidance.title}
component: ${clockGuidance.component}

${clockAdvice}
`

/** An agent's next case, and what became of the guidance there. */
export interface FollowUp {
  readonly agent: { readonly name: string; readonly locale: string }
  readonly report: DemoReport
  /** Null where the clock's guidance must not appear. */
  readonly receipt: { readonly helped: boolean; readonly reason?: string } | null
}

export const englishFollowUp: FollowUp = {
  agent: { name: 'Priya', locale: 'en-GB' },
  report: {
    externalId: 'mw-follow-001',
    text: 'Power cut, now the clock is flashing 12:00 and the oven will not start. How do I set the clock?',
    language: 'en',
    channel: 'CHAT',
    product: 'murlo-23',
    component: 'clock',
    version: '1.2',
    touchpoint: 'SET_UP',
    desiredOutcome: 'Dinner in ten minutes',
    customer: { externalId: 'mw-4190', since: '2025-11-02', locale: 'en-GB' },
    daysAgo: 0.02,
    meant: { problem: 'clock-set-up', language: 'en' },
  },
  receipt: { helped: true },
}

export const turkishFollowUp: FollowUp = {
  agent: { name: 'Emre', locale: 'tr-TR' },
  report: {
    externalId: 'mw-follow-002',
    text: 'Elektrik kesildi, saat yanıp sönüyor, saati ayarlamadan mikrodalga çalışmıyor. Ne yapmalıyım?',
    language: 'tr',
    channel: 'PHONE',
    product: 'murlo-23',
    component: 'clock',
    version: '1.0',
    touchpoint: 'SET_UP',
    customer: { externalId: 'mw-4290', since: '2025-02-17', locale: 'tr-TR' },
    daysAgo: 0.015,
    meant: { problem: 'clock-set-up', language: 'tr' },
  },
  receipt: { helped: false, reason: 'Version 1.0 does not know the five-second start.' },
}

/** Same product, other component: the clock's guidance would be noise here. */
export const unrelatedFollowUp: FollowUp = {
  agent: { name: 'Priya', locale: 'en-GB' },
  report: {
    externalId: 'mw-follow-003',
    text: 'The turntable makes a loud grinding noise and the glass plate squeaks.',
    language: 'en',
    channel: 'CHAT',
    product: 'murlo-23',
    component: 'turntable',
    version: '1.2',
    touchpoint: 'USE',
    customer: { externalId: 'mw-4191', since: '2024-09-09', locale: 'en-GB' },
    daysAgo: 0.01,
    meant: { problem: 'turntable-noise', language: 'en' },
  },
  receipt: null,
}

/** After the fix: another customer asks about the clock. */
export const afterFixFollowUp: FollowUp = {
  agent: { name: 'Priya', locale: 'en-GB' },
  report: {
    externalId: 'mw-follow-004',
    text: 'After the power cut the clock is flashing and I have to set the clock before I can start. Will you fix that?',
    language: 'en',
    channel: 'CHAT',
    product: 'murlo-23',
    component: 'clock',
    version: '1.1',
    touchpoint: 'USE',
    customer: { externalId: 'mw-4192', since: '2023-06-12', locale: 'en-GB' },
    daysAgo: 0.005,
    meant: { problem: 'clock-set-up', language: 'en' },
  },
  receipt: null,
}
