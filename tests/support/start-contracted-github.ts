import { expect, onTestFinished } from 'vitest'
import {
  type GitHubStandIn,
  type StandInOptions,
  startGitHubStandIn,
} from '../../src/github/stand-in/start-github-stand-in.ts'
import { openGitHubContract } from './github-contract/github-contract.ts'

const contract = openGitHubContract()

/** A GitHub stand-in for one test. The test fails when anything on the wire breaks GitHub's own description. */
export async function startContractedGitHub(options: StandInOptions = {}): Promise<GitHubStandIn> {
  const github = await startGitHubStandIn({ ...options, validate: contract })
  onTestFinished(async () => {
    await github.close()
    expect(github.violations, "requests, answers or webhooks that break GitHub's API description").toEqual([])
  })
  return github
}
