import type { Prisma, PrismaClient } from './generated/prisma/client.ts'

/** The Prisma client of one transaction. Inside it, never touch the outer client: one connection deadlocks. */
export type Transaction = Prisma.TransactionClient

/** Waits long for the one embedded connection, and never holds it longer than a request may take. */
const patience = { maxWait: 60_000, timeout: 60_000 }

export const inTransaction = <T>(
  database: { prisma: PrismaClient },
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> => database.prisma.$transaction(work, patience)
