import { SubmitReportDocument } from '../../schema/generated/operations.ts'
import { weigh } from '../../src/embedding/lexical-features.ts'
import { compareProblems, findNearestProblems } from '../../src/grouping/find-nearest-problems.ts'
import { inTransaction } from '../../src/platform/database/transaction.ts'
import { vectorizeTexts } from '../../src/reports/vectors/vectorize-texts.ts'
import type { Subject } from '../open-subject.ts'
import { type RecordedQuery, recordQueries } from '../record-queries.ts'
import type { Telling } from './fill-apart.ts'
import { plannedId } from './plan-problems.ts'

export type Submitted = { milliseconds: number; joined: boolean; members: number; queries: RecordedQuery[] }

/** One submitReport over HTTP, as an agent sends it, with all that the answer carries. */
export async function submitTelling(
  { ask }: Subject,
  { text, language, product }: Telling,
  customer: string,
): Promise<Submitted> {
  const input = {
    text,
    language,
    product: `product-${product}`,
    version: '2.5',
    customer: { externalId: customer },
  }
  const { result, queries } = await recordQueries(async () => {
    const started = performance.now()
    const answer = await ask(SubmitReportDocument, { input })
    return { answer: answer.submitReport, milliseconds: performance.now() - started }
  })
  if (result.answer?.__typename !== 'SubmitReportSuccess') throw new Error(JSON.stringify(result.answer))
  const { membership } = result.answer.report
  if (membership === null) throw new Error('a report was not grouped')
  const { milliseconds } = result
  return {
    milliseconds,
    joined: membership?.method !== 'OPENED',
    members: membership?.problem.reportCount ?? 0,
    queries,
  }
}

export type Found = { same: boolean; joins: boolean; milliseconds: number; exactly: number }

/** Whether the search over candidates finds the same best problem as that over all, and how long both take. */
export async function compareSearches(
  { deps }: Subject,
  organizationId: string,
  telling: Telling,
): Promise<Found> {
  const [vector] = await vectorizeTexts(deps, [telling])
  if (vector === undefined) throw new Error('no vector')
  return inTransaction(deps.database, async (transaction) => {
    const lexicon = await deps.lexicons.of(transaction, organizationId)
    const text = {
      productId: plannedId('product', telling.product),
      vector,
      lexical: weigh(vector.features, lexicon),
      center:
        vector.model === null
          ? null
          : await deps.centers.of(transaction, organizationId, vector.model, deps.embedder.dimensions),
    }
    const started = performance.now()
    const [found] = await findNearestProblems(transaction, organizationId, text, 1)
    const between = performance.now()
    const [best] = await compareProblems(transaction, organizationId, text, 1, null)
    return {
      same: found?.problemId === best?.problemId,
      joins: best !== undefined && best.likeness >= best.threshold,
      milliseconds: between - started,
      exactly: performance.now() - between,
    }
  })
}
