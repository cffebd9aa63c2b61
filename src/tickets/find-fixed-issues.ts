/** GitHub's own words and forms for what a pull request closes: https://docs.github.com/issues/tracking-your-work-with-issues */
const closing =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:https?:\/\/[^\s/]+\/(?<linked>[\w.-]+\/[\w.-]+)\/issues\/(?<linkedNumber>\d{1,9})|(?<named>[\w.-]+\/[\w.-]+)?#(?<number>\d{1,9}))\b/gi
const mostIssues = 50
/** GitHub's own limit for a body is below this. */
const mostUnits = 70_000

/** The issues that the text of a pull request says it fixes; `here` is the repository of the pull request. */
export function findFixedIssues(text: string, here: string): { repository: string; number: number }[] {
  const found = new Map<string, { repository: string; number: number }>()
  for (const { groups = {} } of text.slice(0, mostUnits).matchAll(closing)) {
    const repository = groups.linked ?? groups.named ?? here
    const number = Number(groups.linkedNumber ?? groups.number)
    found.set(`${repository.toLowerCase()}#${number}`, { repository, number })
    if (found.size >= mostIssues) break
  }
  return [...found.values()]
}
