declare module '../platform/events.ts' {
  interface EventMap {
    /** Reports of one organization are stored. Emitted with them, announced once they are durable. */
    'reports.received': {
      organizationId: string
      reportIds: readonly string[]
      /** LIVE: somebody waits for the answer. HISTORY: it may take its time. */
      urgency: 'LIVE' | 'HISTORY'
    }
    /** Another model has embedded grouped reports: what was derived from their vectors is out of date. */
    'vectors.renewed': { organizationId: string; problemIds: readonly string[] }
  }
}

export {}
