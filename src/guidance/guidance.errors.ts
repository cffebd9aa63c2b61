import { DomainError } from '../platform/errors.ts'

export class GuidanceIsRetired extends DomainError {
  readonly code = 'GUIDANCE_RETIRED'
  constructor(id: string) {
    super(`Guidance ${id} was retired. Publish new guidance instead.`)
  }
}
