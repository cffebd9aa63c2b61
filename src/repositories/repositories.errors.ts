import { DomainError } from '../platform/errors.ts'

export class RepositoryTaken extends DomainError {
  readonly code = 'REPOSITORY_TAKEN'
  constructor(name: string) {
    super(
      `${name} is connected to another organization of this service, and a repository belongs to one. ` +
        'Choose another repository, or ask the operator whose it is.',
    )
  }
}
