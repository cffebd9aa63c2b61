// A process of its own for lock-folder.test.ts: locks the folder, says how that went, and stays.
import { lockFolder } from '../../../src/platform/database/lock-folder.ts'

const [folder = ''] = process.argv.slice(2)
try {
  await lockFolder(folder)
  process.send?.('won')
} catch (error) {
  process.send?.(error instanceof Error ? error.name : String(error))
}
// Until it is killed or its parent is gone: neither the lock nor this keeps an event loop alive for long.
process.once('disconnect', () => process.exit())
