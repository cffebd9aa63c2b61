import { DomainError } from './errors.ts'

export const scopes = ['READ', 'REPORT', 'GUIDE', 'TRIAGE', 'ADMIN'] as const

/** What an API key lets its member do. ADMIN includes all others. */
export type Scope = (typeof scopes)[number]

/** On whose behalf a use case runs. Every read and write is scoped to its organization. */
export type Viewer = {
  readonly organizationId: string
  readonly memberId: string
  readonly teamId: string | null
  readonly scopes: readonly Scope[]
  /** The key that the request carries; null for what the service does by itself. */
  readonly keyId: string | null
}

export class Unauthenticated extends DomainError {
  readonly code = 'UNAUTHENTICATED'
  constructor(why = 'This needs an API key') {
    super(`${why}. Send it as "Authorization: Bearer <key>"; \`bothways keys create\` makes one.`)
  }
}

export class Forbidden extends DomainError {
  readonly code = 'FORBIDDEN'
  constructor(needed: Scope) {
    super(`This key lacks the scope ${needed}. Use a key that has it, or ask an administrator for one.`)
  }
}

export function requireScope(viewer: Viewer, needed: Scope): void {
  if (!viewer.scopes.includes(needed) && !viewer.scopes.includes('ADMIN')) throw new Forbidden(needed)
}
