import type { DomainError } from '../errors.ts'
import { Prisma } from './generated/prisma/client.ts'

/** For `.catch`: a broken unique constraint becomes a refusal, anything else is thrown on. */
export const refuseDuplicate =
  (refusal: () => DomainError) =>
  (error: unknown): never => {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') throw refusal()
    throw error
  }
