/** All that a ticket's text is made of; customer text in it is untrusted. Amounts are decimal strings. */
export type TicketFacts = {
  problem: { id: string; url: string; title: string; status: string; firstSeenAt: Date; lastSeenAt: Date }
  product: { name: string; component: string | null }
  counts: { reports: number; customers: number; repeatContacts: number }
  languages: { language: string; reports: number }[]
  versions: { version: string; reports: number }[]
  touchpoints: { touchpoint: string; reports: number }[]
  desiredOutcomes: string[]
  weekly: { weekStart: Date; reports: number }[]
  /** Revenue is part of both, or of neither. */
  impact: { score: number; explanation: string | null }
  revenue: { currency: string; amount: string }[]
  quotes: { text: string; language: string }[]
  /** False for a public repository that nobody has approved quotes for. */
  quotesAllowed: boolean
  guidance: {
    title: string
    kind: string
    url: string | null
    helped: number
    didNotHelp: number
    /** Why it did not help, in agents' words, latest first; none for a public repository. */
    reasons?: string[]
  }[]
}
