import { Prisma } from './generated/prisma/client.ts'

/** No connection, or none in time; an end in the middle; a conflict with another transaction. */
const passing = ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034']

/** The database is busy or away: the same may do a moment later. */
export const isPassingError = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && passing.includes(error.code)
