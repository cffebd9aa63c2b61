import type { Suggestion } from '../platform/database/generated/prisma/client.ts'
import type { Transaction } from '../platform/database/transaction.ts'
import { NotFound } from '../platform/errors.ts'
import { SuggestionDecided } from './grouping.errors.ts'

/**
 * A suggestion to be decided; null where it was decided in the same way before, and there is nothing to do.
 * @throws NotFound, SuggestionDecided
 */
export async function findOpenSuggestion(
  transaction: Transaction,
  organizationId: string,
  id: string,
  wanted: 'ACCEPTED' | 'DISMISSED',
): Promise<Suggestion | null> {
  const suggestion = await transaction.suggestion.findUnique({
    where: { organizationId_id: { organizationId, id } },
  })
  if (suggestion === null) throw new NotFound('suggestion', id)
  if (suggestion.state === wanted) return null
  if (suggestion.state !== 'OPEN') throw new SuggestionDecided(suggestion.state)
  return suggestion
}
