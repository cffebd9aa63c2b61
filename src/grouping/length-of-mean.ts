import { Prisma } from '../platform/database/generated/prisma/client.ts'
import { cohesionPrior, usualCohesion } from './thresholds.ts'

/**
 * Squared length of the mean of `size` vectors of unit length whose mean likeness to each other is `cohesion`: 1 for
 * one, towards the cohesion for many. The cohesion of few is uncertain, so it leans on what is usual.
 */
export const lengthOfMean = (
  size: Prisma.Sql,
  cohesion: Prisma.Sql,
  mixed: Prisma.Sql,
): Prisma.Sql => Prisma.sql`
  CASE WHEN ${size} = 1 THEN 1 ELSE greatest(1e-6, (1 + (${size} - 1) *
    (${cohesion} * ${size} * (${size} - 1)
      + ${cohesionPrior}::float8 * CASE WHEN ${mixed} THEN ${usualCohesion.mixed}::float8 ELSE ${usualCohesion.lexical}::float8 END)
    / (${size} * (${size} - 1) + ${cohesionPrior}::float8)) / ${size}) END`
