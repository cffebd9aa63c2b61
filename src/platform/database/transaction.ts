import type { Prisma, PrismaClient } from './generated/prisma/client.ts'

/** The Prisma client of one transaction. Inside it, never touch the outer client: one connection deadlocks. */
export type Transaction = Prisma.TransactionClient

/** How long it waits for the one embedded connection, and may hold it, is set where the client is opened. */
export const inTransaction = <T>(
  database: { prisma: PrismaClient },
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> => database.prisma.$transaction(work)
