// What submitReport costs one client over HTTP, on the embedded database with the default embedder, beside what it
// can't do without: the embedder for the same texts and a bare INSERT of the same row, in turns, in the same run.
//   npm run bench:intake [-- --queries]   also lists the round trips to the database
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateComponentDocument, CreateProductDocument } from '../schema/generated/operations.ts'
import { demoProducts } from '../src/entrypoints/demo/data/products.ts'
import { boxReports } from '../src/entrypoints/demo/data/reports-box.ts'
import { hubReports } from '../src/entrypoints/demo/data/reports-hub.ts'
import { microwaveReports } from '../src/entrypoints/demo/data/reports-microwave.ts'
import { measureSubmit, type Sample } from './measure-submit.ts'
import { openSubject, type Subject } from './open-subject.ts'
import { printQueries, printSamples } from './print-samples.ts'
import { watchQueries } from './record-queries.ts'

/** Not counted: just-in-time compilation and caches belong to the start. */
const warmUp = 40

const oldestFirst = [...microwaveReports, ...hubReports, ...boxReports].sort((a, b) => b.daysAgo - a.daysAgo)

watchQueries()
const folder = await mkdtemp(join(tmpdir(), 'bothways-bench-'))
const subject = await openSubject({ DATA_DIR: folder })
try {
  await createCatalog(subject)
  const samples: Sample[] = []
  for (const report of oldestFirst) samples.push(await measureSubmit(subject, report))
  printSamples(samples.slice(warmUp))
  if (process.argv.includes('--queries')) printQueries(samples.slice(warmUp))
} finally {
  await subject.close()
  await rm(folder, { recursive: true, force: true })
}

async function createCatalog({ ask }: Subject): Promise<void> {
  for (const { key, name, components } of demoProducts) {
    await ask(CreateProductDocument, { input: { key, name } })
    for (const component of components)
      await ask(CreateComponentDocument, { input: { product: key, ...component } })
  }
}
