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
