import { type Adapters, assembleDeps } from '../../src/entrypoints/assemble-deps.ts'
import { openDatabase } from '../../src/platform/database/open-database.ts'
import type { Deps } from '../../src/platform/deps.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { openLog } from '../../src/platform/log.ts'
import { defaultTiming } from '../../src/repositories/repositories.deps.ts'
import { BagOfWordsEmbedder } from '../reports/vectors/bag-of-words-embedder.ts'
import { SetClock } from './set-clock.ts'

/** A service without a server on a data folder, which another process may have left behind. */
export async function openFolderDeps(
  dataDir: string,
  template?: Uint8Array,
  others: Partial<Adapters> = {},
): Promise<Deps & { close(): Promise<void> }> {
  const database = await openDatabase({ url: null, dataDir, template: template ?? null })
  const deps = await assembleDeps({
    database,
    embedder: new BagOfWordsEmbedder('bag@1', 64),
    github: null,
    clock: new SetClock('2026-11-22T09:00:00Z'),
    ids: randomIds,
    log: openLog('silent'),
    publicUrl: 'https://bothways.example',
    timing: { ...defaultTiming, settleMs: 0, writeIntervalMs: 0, bodyIntervalMs: 0 },
    works: false,
    ...others,
  })
  const close = async () => {
    await deps.jobs.close()
    await deps.broadcast.close()
    await database.close()
  }
  return { ...deps, close }
}
