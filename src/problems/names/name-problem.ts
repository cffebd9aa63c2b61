import type { Transaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'
import { gatherNameMaterial, type NameMaterial } from './gather-name-material.ts'
import { nameProblemJob } from './name-problem-job.ts'
import { pickTitle } from './pick-title.ts'
import { type NewName, storeName } from './store-name.ts'

/**
 * Names a problem after its reports as they are now: to be called in the transaction that made it recurring, or that
 * brought reports together or apart, after the counting. A name that a person gave stays. Where a model writes names,
 * it is asked later, by a job.
 */
export async function nameProblem(
  deps: Deps,
  transaction: Transaction,
  organizationId: string,
  problemId: string,
): Promise<void> {
  const material = await gatherNameMaterial(deps, transaction, organizationId, problemId)
  if (material === null) return
  const stored = await storeName(transaction, organizationId, problemId, material, builtInName(material))
  if (deps.namer === null || !stored.named || !stored.recurring) return
  await deps.jobs.send(transaction, nameProblemJob, { organizationId, problemId }, { key: problemId })
}

/** A title from the reports alone; a sentence of the central ones with what sets the problem apart. */
export function builtInName({ texts, terms, reports }: NameMaterial): NewName | null {
  const title = pickTitle(texts, terms)
  if (title === null) return null
  return { title, source: reports > 1 ? 'CENTRAL_REPORT' : 'REPORT', summary: null }
}
