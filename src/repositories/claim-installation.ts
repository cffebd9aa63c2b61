import type { GitHub } from '../github/github.ts'
import type { Deps } from '../platform/deps.ts'

/**
 * An installation of the App serves the organization that used it first.
 * @returns whether it is this one
 */
export async function claimInstallation(
  { database, clock }: Deps,
  organizationId: string,
  githubId: string,
): Promise<boolean> {
  const { installation } = database.prisma
  await installation.createMany({
    data: { githubId, organizationId, createdAt: clock.now() },
    skipDuplicates: true,
  })
  const claimed = await installation.findUniqueOrThrow({ where: { githubId } })
  return claimed.organizationId === organizationId
}

/**
 * Whether a repository belongs to an installation that serves another organization. Claims nothing.
 * Throws where GitHub does not say.
 */
export async function isTaken(
  { database }: Deps,
  github: GitHub,
  organizationId: string,
  name: string,
): Promise<boolean> {
  const installed = await github.readInstallation(name)
  if (installed.outcome === 'missing' || (installed.outcome === 'ok' && installed.value === null))
    return false
  // Not known, it is not allowed either.
  if (installed.outcome !== 'ok' || installed.value === null)
    throw new Error(`whose ${name} is can't be asked: ${installed.outcome}`)
  const claimed = await database.prisma.installation.findUnique({ where: { githubId: installed.value.id } })
  return claimed !== null && claimed.organizationId !== organizationId
}
