import { Counter, Registry } from 'prom-client'

/** What Prometheus is told about our writing to GitHub. Labels come from fixed sets only. */
export function openGitHubCounters() {
  const registry = new Registry()
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name, help, labelNames, registers: [registry] })
  return {
    registry,
    writes: counter(
      'bothways_github_writes_total',
      'Writes to GitHub, by what was written and what came of it.',
      ['kind', 'outcome'],
    ),
    limits: counter(
      'bothways_github_limits_total',
      'Times that GitHub, or our own budget, held a repository back.',
      ['by'],
    ),
    ambiguities: counter(
      'bothways_github_ambiguities_total',
      'Writes whose answer was lost, by what was written.',
      ['kind'],
    ),
    adoptions: counter(
      'bothways_github_adoptions_total',
      'Issues and comments found after a lost answer, by how.',
      ['by'],
    ),
  }
}

export type GitHubCounters = ReturnType<typeof openGitHubCounters>
