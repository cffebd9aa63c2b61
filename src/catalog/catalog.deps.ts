declare module '../platform/deps.ts' {
  interface Deps {
    /** Where people reach this service; links in tickets begin with it. */
    readonly publicUrl: string
  }
}

export {}
