import type { Env } from '../../../env.ts'
import { systemClock } from '../../../platform/clock.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { type CreateKeyOptions, createKey, readNewKey } from './create-key.ts'
import { listKeys } from './list-keys.ts'
import { revokeKey } from './revoke-key.ts'
import { type WhereOptions, withKeyStore } from './with-key-store.ts'

/** `bothways keys create|list|revoke` */
export function runKeys(
  action: string,
  id: string | undefined,
  options: WhereOptions & CreateKeyOptions,
  readEnv: () => Env,
  terminal: Terminal,
): Promise<void> {
  switch (action) {
    case 'create': {
      const key = readNewKey(options, systemClock)
      return withKeyStore(readEnv, options, (keys) => createKey(keys, key, terminal))
    }
    case 'list':
      return withKeyStore(readEnv, options, (keys) => listKeys(keys, systemClock, terminal))
    case 'revoke':
      if (id === undefined) throw new UsageError('Which key? `bothways keys list` tells the ids.')
      return withKeyStore(readEnv, options, (keys) => revokeKey(keys, id, terminal))
    default:
      throw new UsageError(`keys ${action}: must be create, list or revoke.`)
  }
}
