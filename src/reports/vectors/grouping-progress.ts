import type { Deps } from '../../platform/deps.ts'
import { knownModel } from './known-model.ts'

export type GroupingProgress = {
  model: string | null
  /** All of them, grouped or not. */
  reports: number
  /** Grouped reports that the model was asked for; null while it is not known. */
  vectorsOfModel: number | null
  waitingForGroup: number
  done: boolean
}

/** How far the grouping and embedding of an organization's reports is. */
export async function groupingProgress(
  { database, embedder }: Pick<Deps, 'database' | 'embedder'>,
  organizationId: string,
): Promise<GroupingProgress> {
  const model = knownModel(embedder)
  const [counted] = await database.prisma.$queryRaw<{ grouped: number; asked: number; waiting: number }[]>`
    SELECT count(*)::int AS grouped, (count(*) FILTER (WHERE asked_model = ${model}::text))::int AS asked,
      (SELECT count(*)::int FROM reports
        WHERE organization_id = ${organizationId}::uuid AND grouped_at IS NULL) AS waiting
    FROM report_vectors WHERE organization_id = ${organizationId}::uuid`
  const { grouped = 0, asked = 0, waiting = 0 } = counted ?? {}
  return {
    model,
    reports: grouped + waiting,
    vectorsOfModel: model === null ? null : asked,
    waitingForGroup: waiting,
    done: model !== null && waiting === 0 && asked === grouped,
  }
}
