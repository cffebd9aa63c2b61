declare module '../platform/events.ts' {
  interface EventMap {
    /** The repository, policy or rules of a product changed. */
    'product.changed': {
      organizationId: string
      productId: string
      quotesAllowed: { was: boolean; is: boolean }
    }
    /** A release of a product became known, or its date was corrected. */
    'release.recorded': { organizationId: string; productId: string }
  }
}

export {}
