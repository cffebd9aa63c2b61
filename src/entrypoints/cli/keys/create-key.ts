import type { Clock } from '../../../platform/clock.ts'
import { type Scope, scopes } from '../../../platform/viewer.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import type { KeyStore, NewKey } from './key-store.ts'

export type CreateKeyOptions = { name?: unknown; scopes?: unknown; member?: unknown; expires?: unknown }

/** The key alone goes to standard output, so that it can be caught in a variable. */
export async function createKey(keys: KeyStore, key: NewKey, terminal: Terminal): Promise<void> {
  const { id, token } = await keys.create(key)
  const until = key.expiresAt === null ? 'does not expire' : `is refused from ${day(key.expiresAt)} on`
  terminal.complain(
    `Created the key "${key.name}" (${id}) for ${key.scopes.join(', ')}; it ${until}. It is shown here and never again:`,
  )
  terminal.print(token)
}

/** @throws UsageError */
export function readNewKey(options: CreateKeyOptions, clock: Clock): NewKey {
  if (options.name === undefined) throw new UsageError('--name is needed: say what the key is for.')
  return {
    name: String(options.name),
    scopes: readScopes(String(options.scopes ?? 'READ,REPORT')),
    member: options.member === undefined ? null : String(options.member),
    expiresAt: options.expires === undefined ? null : readExpiry(String(options.expires), clock.now()),
  }
}

function readScopes(text: string): Scope[] {
  const names = text.split(',').map((name) => name.trim().toUpperCase())
  return names.map((name) => {
    const scope = scopes.find((known) => known === name)
    if (scope === undefined) throw new UsageError(`--scopes ${text}: name some of ${scopes.join(', ')}.`)
    return scope
  })
}

function readExpiry(text: string, now: Date): Date {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(text) : new Date(Number.NaN)
  if (Number.isNaN(date.getTime()) || day(date) !== text) {
    throw new UsageError(`--expires ${text}: must be a day such as 2027-01-31.`)
  }
  if (date <= now) throw new UsageError(`--expires ${text}: lies in the past.`)
  return date
}

const day = (date: Date): string => date.toISOString().slice(0, 10)
