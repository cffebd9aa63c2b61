/**
 * An expected refusal: what happened, to what, and what to do next.
 * Anything that is not a DomainError is a bug: it is logged, and callers see only a masked error.
 */
export abstract class DomainError extends Error {
  /** Stable, for programs; docs/errors.md lists all. */
  abstract readonly code: string

  override get name(): string {
    return this.constructor.name
  }
}

export class InvalidInput extends DomainError {
  readonly code = 'INVALID_INPUT'
  /** The path of the input field that is wrong, e.g. `customer.since`. */
  readonly field: string

  constructor(field: string, why: string) {
    super(`${field}: ${why}`)
    this.field = field
  }
}

export class NotFound extends DomainError {
  readonly code = 'NOT_FOUND'

  constructor(what: string, id: string) {
    super(`There is no ${what} ${id} here. Check the id, and that the key belongs to the right organization.`)
  }
}
