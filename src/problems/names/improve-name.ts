import { inTransaction } from '../../platform/database/transaction.ts'
import type { Deps } from '../../platform/deps.ts'
import { askNamer } from './ask-namer.ts'
import { gatherNameMaterial } from './gather-name-material.ts'
import { builtInName } from './name-problem.ts'
import { storeName } from './store-name.ts'

/**
 * Names a problem anew, by the model where there is one. Without its answer a name that it gave before stays, and any
 * other is made from the reports.
 */
export async function improveName(deps: Deps, organizationId: string, problemId: string): Promise<void> {
  const { prisma } = deps.database
  const problem = await prisma.problem.findUnique({
    where: { organizationId_id: { organizationId, id: problemId } },
    select: { titleSource: true },
  })
  const material = problem && (await gatherNameMaterial(deps, prisma, organizationId, problemId))
  if (material === null) {
    // Merged meanwhile: nothing is left to name.
    await prisma.problem.updateMany({ where: { organizationId, id: problemId }, data: { nameDueAt: null } })
    return
  }
  const asked =
    deps.namer === null || problem?.titleSource === 'PERSON'
      ? null
      : await askNamer(deps, deps.namer, organizationId, material)
  const answer = asked !== null && 'name' in asked ? asked.name : null
  const keepsModel = asked !== null && problem?.titleSource === 'MODEL'
  await inTransaction(deps.database, async (transaction) => {
    const name = answer ?? (keepsModel ? null : builtInName(material))
    await storeName(transaction, organizationId, problemId, material, name)
    const nameDueAt = asked !== null && 'again' in asked ? asked.again : null
    await transaction.problem.update({
      where: { organizationId_id: { organizationId, id: problemId } },
      data: { nameDueAt },
    })
  })
}
