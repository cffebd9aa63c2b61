import { setTimeout } from 'node:timers/promises'
import { miniLmModel } from '../../src/embedding/minilm/minilm-files.ts'
import { openService } from '../../src/entrypoints/open-service.ts'
import { readEnv } from '../../src/env.ts'
import { startGitHubStandIn } from '../../src/github/stand-in/start-github-stand-in.ts'
import { ToldEmbedder } from '../scale/told-embedder.ts'
import { storeCompany, storeProblem, storeReports } from './store-company.ts'

export const repositories = ['acme/oven', 'acme/site', 'acme/hub', 'acme/box'] as const
export const latencyMs = 50

export type Opening = {
  /** How many problems of each repository become recurring at once, and how often. */
  together: number
  rounds: number
  writeIntervalMs: number
}

/** Milliseconds from each problem's becoming recurring until its ticket is open. */
export async function measureOpening(dataDir: string, { together, rounds, writeIntervalMs }: Opening) {
  const github = await startGitHubStandIn({ latencyMs })
  for (const name of repositories) github.addRepository(name, { private: true })
  const env = readEnv({
    ...{ DATA_DIR: dataDir, LOG_LEVEL: 'error', GITHUB_API_URL: github.url, GITHUB_TOKEN: github.token },
    GITHUB_WRITE_INTERVAL_MS: String(writeIntervalMs),
  })
  const service = await openService(env, { works: true, embedder: new ToldEmbedder(miniLmModel) })
  const { deps } = service
  try {
    const { viewer, products } = await storeCompany(deps, repositories)
    await deps.jobs.work(deps)
    const took: number[] = []
    for (let round = 0; round <= rounds; round++) {
      const since = new Map<string, number>()
      for (let nth = 0; nth < together; nth++) {
        for (const { productId } of products) {
          const problemId = await storeProblem(deps, viewer.organizationId, productId)
          await storeReports(deps, viewer, { problemId, productId }, 3)
          since.set(problemId, performance.now())
        }
      }
      while (since.size > 0) {
        const open = await deps.database.prisma.ticket.findMany({
          where: { problemId: { in: [...since.keys()] }, state: 'OPEN' },
          select: { problemId: true },
        })
        for (const { problemId } of open) {
          // The first round pays for compiling and for the first look at each repository.
          if (round > 0) took.push(performance.now() - (since.get(problemId) ?? 0))
          since.delete(problemId)
        }
        await setTimeout(10)
      }
      // Whoever comes next finds the pace of its repository kept.
      await setTimeout(writeIntervalMs)
    }
    return took
  } finally {
    await service.close()
    await github.close()
  }
}
