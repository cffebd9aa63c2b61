export type DemoLanguage = 'en' | 'tr' | 'th'
export type DemoChannel = 'PHONE' | 'CHAT' | 'EMAIL' | 'FORM' | 'AGENT_NOTE'
export type DemoTouchpoint = 'DISCOVER' | 'BUY' | 'SET_UP' | 'USE' | 'GET_SUPPORT' | 'RENEW' | 'LEAVE'

export interface DemoCustomer {
  readonly externalId: string
  /** Calendar date, YYYY-MM-DD. */
  readonly since?: string
  readonly plan?: string
  /** What the customer pays a month, in whole units of the currency (ISO 4217). */
  readonly recurringRevenue?: { readonly amount: number; readonly currency: string }
  /** BCP 47. */
  readonly locale?: string
}

export interface DemoReport {
  readonly externalId: string
  readonly text: string
  /** Missing where the help desk did not say; the service detects it then. */
  readonly language?: DemoLanguage
  readonly channel: DemoChannel
  /** Key of a product of products.ts. */
  readonly product: string
  /** Key of one of that product's components. */
  readonly component?: string
  readonly version?: string
  readonly touchpoint?: DemoTouchpoint
  readonly desiredOutcome?: string
  readonly customer: DemoCustomer
  /** Days before the demo starts; always above zero, so that nothing lies in the future. */
  readonly daysAgo: number
  /** What its author meant. Never sent: it only measures what the service finds. Null is a one-off. */
  readonly meant: { readonly problem: string | null; readonly language: DemoLanguage }
}
