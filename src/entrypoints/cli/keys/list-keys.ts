import type { Clock } from '../../../platform/clock.ts'
import { renderTable } from '../render-table.ts'
import type { Terminal } from '../terminal.ts'
import type { KeyStore, ListedKey } from './key-store.ts'

export async function listKeys(keys: KeyStore, clock: Clock, terminal: Terminal): Promise<void> {
  const now = clock.now()
  const rows = (await keys.list()).map((key) => [
    key.name,
    key.member,
    key.scopes.join(','),
    `…${key.hint}`,
    key.lastUsedAt === null ? 'never' : minute(key.lastUsedAt),
    state(key, now),
    key.id,
  ])
  if (rows.length === 0) return terminal.complain('There are no keys yet. `bothways keys create` makes one.')
  terminal.print(renderTable(['NAME', 'MEMBER', 'SCOPES', 'ENDS IN', 'LAST USED', 'STATE', 'ID'], rows))
}

function state({ revokedAt, expiresAt }: ListedKey, now: Date): string {
  if (revokedAt !== null) return `revoked ${minute(revokedAt)}`
  if (expiresAt === null) return 'valid'
  return `${expiresAt <= now ? 'expired' : 'valid until'} ${expiresAt.toISOString().slice(0, 10)}`
}

const minute = (date: Date): string => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`
