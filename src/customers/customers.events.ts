declare module '../platform/events.ts' {
  interface EventMap {
    /** Customers who were known before have another revenue, or another day that they are customers since. */
    'customers.changed': { organizationId: string; customerIds: readonly string[] }
  }
}

export {}
