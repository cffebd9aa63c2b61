import type { Terminal } from '../terminal.ts'
import type { KeyStore } from './key-store.ts'

export async function revokeKey(keys: KeyStore, id: string, terminal: Terminal): Promise<void> {
  const { name } = await keys.revoke(id)
  terminal.complain(`The key "${name}" is refused from now on.`)
}
