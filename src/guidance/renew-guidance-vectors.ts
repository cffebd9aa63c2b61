import { Prisma } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { type Meaning, meaningOf } from '../reports/vectors/meaning-of.ts'
import { vectorLiteral } from '../reports/vectors/vector-literals.ts'
import { guidanceParts } from './store-guidance-version.ts'

const batchSize = 30

type Stale = {
  organizationId: string
  guidanceId: string
  version: number
  title: string
  body: string
  language: string
}

/**
 * Embeds the current version of some guidance, of all organizations, that another model was asked for last.
 * @returns how many vectors were renewed, two a guidance; 0 where none is left
 * @throws EmbedderUnavailable
 */
export async function renewGuidanceVectors(deps: Deps, model: string): Promise<number> {
  const { prisma } = deps.database
  const stale = await prisma.$queryRaw<Stale[]>`
    SELECT g.organization_id AS "organizationId", g.id AS "guidanceId", g.version, v.title, v.body, v.language
    FROM guidance g JOIN guidance_versions v
      ON v.organization_id = g.organization_id AND v.guidance_id = g.id AND v.version = g.version
    WHERE EXISTS (SELECT FROM guidance_vectors
      WHERE organization_id = g.organization_id AND guidance_id = g.id AND asked_model <> ${model})
    ORDER BY g.updated_at DESC LIMIT ${batchSize}`
  const parts = stale.flatMap((guidance) =>
    guidanceParts(guidance).map(({ part, text }) => ({ ...guidance, part, text })),
  )
  if (parts.length === 0) return 0
  const meanings = await meaningOf(deps, parts)
  const rows = parts.map(({ organizationId, guidanceId, version, part }, at) => {
    const { dense, model: of } = meanings[at] as Meaning
    const literal = dense && vectorLiteral(dense)
    return { organization_id: organizationId, guidance_id: guidanceId, version, part, of, literal }
  })
  // Revised meanwhile, it has a vector of its new text.
  return prisma.$executeRaw(Prisma.sql`
    UPDATE guidance_vectors v SET asked_model = ${model}, model = given.of, dense = given.literal::vector
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
        AS given (organization_id uuid, guidance_id uuid, version int, part text, of text, literal text)
      JOIN guidance g ON g.organization_id = given.organization_id AND g.id = given.guidance_id
        AND g.version = given.version
    WHERE v.organization_id = given.organization_id AND v.guidance_id = given.guidance_id AND v.part = given.part
      AND v.asked_model <> ${model}`)
}
