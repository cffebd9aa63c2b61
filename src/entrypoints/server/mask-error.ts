import { GraphQLError } from 'graphql'
import { Prisma } from '../../platform/database/generated/prisma/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { DomainError } from '../../platform/errors.ts'
import { Unauthenticated } from '../../platform/viewer.ts'

/** What a caller sees of a failure: refusals in words, mistakes in the query as they are, bugs only by their number. */
export function maskError(deps: Deps, error: unknown): Error {
  // Thrown before the query is looked at, as where the key is wrong.
  if (error instanceof DomainError) return refusal(undefined, error)
  if (isTooNested(error)) return withCode(undefined, 'This query is nested too deeply.', 'OVER_LIMIT')
  if (!(error instanceof GraphQLError)) return masked(deps, error)
  const { originalError } = error
  if (originalError === undefined || originalError instanceof GraphQLError) return refusedByGraphQL(error)
  if (originalError instanceof DomainError) return refusal(error, originalError)
  if (isBadCursor(originalError)) {
    return withCode(error, 'This cursor was not made by this list. Begin again without it.', 'INVALID_INPUT')
  }
  if (isDeparture(originalError)) return error
  return masked(deps, originalError, error)
}

/** Every mistake in a request has a code, also those that GraphQL itself finds in variables and arguments. */
const refusedByGraphQL = (error: GraphQLError): GraphQLError =>
  error.extensions.code === undefined ? withCode(error, error.message, 'INVALID_INPUT') : error

function refusal(error: GraphQLError | undefined, { message, code }: DomainError): GraphQLError {
  const http = code === new Unauthenticated().code ? { http: { status: 401 } } : {}
  return withCode(error, message, code, http)
}

function masked(deps: Deps, cause: unknown, error?: GraphQLError): GraphQLError {
  const incident = deps.ids.next()
  deps.log.error({ err: cause, incident, path: error?.path }, 'a request failed')
  return withCode(
    error,
    `Something went wrong here, and nothing of it is your mistake. It is in the log as incident ${incident}.`,
    'INTERNAL',
  )
}

const withCode = (error: GraphQLError | undefined, message: string, code: string, more: object = {}) =>
  new GraphQLError(message, {
    ...(error?.nodes ? { nodes: error.nodes } : {}),
    ...(error?.path ? { path: error.path } : {}),
    extensions: { code, ...more },
  })

/** Values inside values have no limit but the stack of the parser. */
const isTooNested = (error: unknown): boolean =>
  error instanceof RangeError && /call stack/.test(error.message)

/** A cursor is checked by nothing but the query that it goes into. */
const isBadCursor = (error: Error): boolean =>
  (error instanceof Prisma.PrismaClientKnownRequestError && ['P2007', 'P2023'].includes(error.code)) ||
  /cursor/i.test(error.message.split('\n', 1)[0] ?? '')

/** Whoever waited for an event stream or an answer has left: nobody reads what is said now. */
const isDeparture = (error: Error): boolean => error.name === 'AbortError'
