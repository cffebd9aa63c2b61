import { DomainError } from '../platform/errors.ts'

export class SuggestionDecided extends DomainError {
  readonly code = 'SUGGESTION_DECIDED'
  constructor(state: string) {
    const what =
      state === 'OUTDATED'
        ? 'is outdated: one of its problems was merged'
        : `was ${state.toLowerCase()} already`
    super(`This suggestion ${what}. To change that, undo the decision with undoDecision.`)
  }
}
