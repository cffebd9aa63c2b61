import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/**
 * Starts a worker thread from its source, named as it stands beside the caller:
 * `startWorker(new URL('./x.worker.ts', import.meta.url))`. Compiled code runs the `.js` beside it, and code
 * run from source hands the worker the TypeScript loader, which threads do not inherit.
 */
export function startWorker(source: URL, options: WorkerOptions = {}): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL(source.href.replace(/\.ts$/, '.js')), options)
  }
  // Not import.meta.resolve, which vitest lacks in its global setup.
  const loader = new URL('./esm/api/index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx')))
  const boot = `import { register } from '${loader}'; register(); await import('${source.href}')`
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(boot)}`), options)
}

export type StartWorker = typeof startWorker
