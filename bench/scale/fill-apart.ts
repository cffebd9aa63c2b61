import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** A report that comes in, with the vector that the embedder would make of it. */
export type Telling = { product: number; language: string; text: string; dense: number[] | null }

export type FillTask = {
  name: string
  url: string
  organizationId: string
  memberId: string
  reports: number
  problems: number
  /** How many reports to make that are still to come in. */
  tellings: number
}

/** Fills a database in a process of its own, so that the memory of this one is that of the service. */
export async function fillApart(task: FillTask): Promise<Telling[]> {
  console.log(`${task.name}: ${task.reports} reports in ${task.problems} problems`)
  const script = fileURLToPath(new URL('./fill.ts', import.meta.url))
  const args = [...process.execArgv, script, JSON.stringify(task)]
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 30 })
  console.log(stderr.trimEnd())
  return JSON.parse(stdout)
}
