import { DomainError } from '../platform/errors.ts'

export class NameTaken extends DomainError {
  readonly code = 'NAME_TAKEN'
  constructor(what: string, name: string) {
    super(`There is already a ${what} "${name}". Use that one, or choose another name.`)
  }
}
