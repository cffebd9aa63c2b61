import type { Deps } from '../../platform/deps.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { CommandRefused } from './usage-error.ts'

/**
 * Who opens the database may do everything in it, in the name of the organization's oldest member.
 *
 * @param named name or id of the organization; needed only where there are several
 */
export async function findOperator(deps: Deps, named?: string): Promise<Viewer> {
  const { prisma } = deps.database
  const organizations = await prisma.organization.findMany({ orderBy: { id: 'asc' } })
  const names = organizations.map(({ name }) => `"${name}"`).join(', ')
  if (organizations.length === 0) {
    throw new CommandRefused(
      'There is no organization in this database yet. Run `bothways start` once: it creates one and prints its key.',
    )
  }
  const found =
    named === undefined
      ? organizations
      : organizations.filter(({ id, name }) => id === named || name === named)
  const [organization] = found
  if (organization === undefined) {
    throw new CommandRefused(`There is no organization "${named}". Name one of ${names}.`)
  }
  if (found.length > 1) {
    const which = named === undefined ? names : found.map(({ id }) => id).join(', ')
    throw new CommandRefused(`There are several organizations. Add --organization with one of ${which}.`)
  }
  const member = await prisma.member.findFirst({
    where: { organizationId: organization.id },
    orderBy: { id: 'asc' },
  })
  if (member === null) throw new CommandRefused(`The organization "${organization.name}" has no member.`)
  return {
    organizationId: organization.id,
    memberId: member.id,
    teamId: member.teamId,
    scopes: ['ADMIN'],
    keyId: null,
  }
}
