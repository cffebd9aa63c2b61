import { DomainError } from '../platform/errors.ts'

export class NoRepository extends DomainError {
  readonly code = 'NO_REPOSITORY'
  constructor() {
    super(
      'This problem has no product with a repository, so its ticket has nowhere to go. ' +
        'Give its product a repository with updateProduct, then try again.',
    )
  }
}
