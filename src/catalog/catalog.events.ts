declare module '../platform/events.ts' {
  interface EventMap {
    /** The repository, policy or rules of a product changed. */
    'product.changed': { organizationId: string; productId: string }
  }
}

export {}
