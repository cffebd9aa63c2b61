declare module '../platform/events.ts' {
  interface EventMap {
    /** Agents get new wording, or none any more. */
    'guidance.changed': { organizationId: string; guidanceId: string; problemId: string | null }
    /** An agent said whether it helped. */
    'guidance.judged': { organizationId: string; guidanceId: string; problemId: string | null }
  }
}

export {}
