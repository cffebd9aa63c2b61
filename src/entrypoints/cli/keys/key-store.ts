import type { Scope } from '../../../platform/viewer.ts'

/** A key as it is listed: `id` is its global id. */
export type ListedKey = {
  id: string
  name: string
  member: string
  hint: string
  scopes: readonly string[]
  expiresAt: Date | null
  revokedAt: Date | null
  lastUsedAt: Date | null
}

export type NewKey = { name: string; scopes: Scope[]; member: string | null; expiresAt: Date | null }

/** The keys of one organization, in the database or behind the API of a running service. */
export interface KeyStore {
  create(key: NewKey): Promise<{ id: string; token: string }>
  /** Newest first. */
  list(): Promise<ListedKey[]>
  revoke(id: string): Promise<{ name: string }>
}
