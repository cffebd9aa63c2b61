import type { Env } from '../../../env.ts'
import { openApi, readRemote } from '../api-client.ts'
import { findOperator } from '../find-operator.ts'
import { withOperator } from '../open-for-operator.ts'
import type { KeyStore } from './key-store.ts'
import { keysInDatabase } from './keys-in-database.ts'
import { keysOverApi } from './keys-over-api.ts'

export type WhereOptions = { url?: unknown; key?: unknown; organization?: unknown }

/** Over the API with --url and --key, else by the operator's right in the database. */
export async function withKeyStore<T>(
  readEnv: () => Env,
  options: WhereOptions,
  work: (keys: KeyStore) => Promise<T>,
): Promise<T> {
  const remote = readRemote(options)
  if (remote !== null) return work(keysOverApi(openApi(remote)))
  const organization = options.organization === undefined ? undefined : String(options.organization)
  return withOperator(readEnv(), async ({ deps }) =>
    work(keysInDatabase(deps, await findOperator(deps, organization))),
  )
}
