import { brandWithType } from '@pothos/core'
import { type DomainError, InvalidInput, NotFound } from '../errors.ts'
import { builder } from './builder.ts'

const codes: Record<string, { description: string }> = {}

export const UserError = builder.interfaceRef<DomainError>('UserError')

/** A refusal as the value of a field: an Error as such would be taken for a failure of the field. */
export function refusalAsValue(refusal: DomainError): DomainError {
  const { name, message } = refusal
  const value = { ...refusal, name, message }
  brandWithType(value, refusal.constructor as never)
  return value
}

/** Publishes the code of a refusal; to be called beside the type that carries it. */
export const publishErrorCode = (code: string, description: string): void => {
  codes[code] = { description }
}

/** Closes the list of codes; called once, when all slices have published theirs. */
export const publishErrorCodes = (): void => {
  const ErrorCode = builder.enumType('ErrorCode', {
    description: 'The stable codes of refusals; docs/errors.md says what to do about each.',
    values: codes,
  })
  UserError.implement({
    description: 'An expected refusal: what happened, to what, and what to do next.',
    fields: (t) => ({
      message: t.exposeString('message', { description: 'What happened and what to do next, for people.' }),
      code: t.expose('code', { type: ErrorCode, description: 'The stable code, for programs.' }),
    }),
  })
}

publishErrorCode('INVALID_INPUT', 'A value is missing, too long, or not of the form that its field takes.')
builder.objectType(InvalidInput, {
  name: 'InvalidInputError',
  description: 'A value is missing, too long, or not of the form that its field takes. Nothing was stored.',
  interfaces: [UserError],
  fields: (t) => ({
    field: t.exposeString('field', { description: 'The path of the input field, such as `customer.since`.' }),
  }),
})

publishErrorCode('NOT_FOUND', 'An id does not exist in this organization.')
builder.objectType(NotFound, {
  name: 'NotFoundError',
  description: 'An id does not exist in this organization.',
  interfaces: [UserError],
})
