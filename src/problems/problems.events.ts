declare module '../platform/events.ts' {
  interface EventMap {
    /** A candidate became recurring: enough distinct customers, or a rate that left its baseline. */
    'problem.recurring': { organizationId: string; problemId: string }
    /** The counts or the status of a problem moved. `recurring`: it is or was so, whatever was decided since. */
    'problem.counted': { organizationId: string; problemId: string; recurring: boolean }
  }
}

export {}
