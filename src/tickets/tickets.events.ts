declare module '../platform/events.ts' {
  interface EventMap {
    /** Somebody wrote, changed or deleted a comment on the issue of a ticket. Emitted at least once. */
    'ticket.commented': {
      organizationId: string
      problemId: string
      repository: string
      issueNumber: number
      commentId: string
      action: 'created' | 'edited' | 'deleted'
      /** Who did it; for an edit, who edited. */
      sender: string
    }
  }
}

export {}
