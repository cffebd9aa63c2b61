import type { GitHub } from '../github/github.ts'
import type { Product, Repository } from '../platform/database/generated/prisma/client.ts'
import type { Deps } from '../platform/deps.ts'
import { type Look, lookAtRepository } from '../repositories/look-at-repository.ts'
import { obstacleInPlainWords } from '../repositories/obstacle-in-plain-words.ts'
import { ourLabel } from '../repositories/our-label.ts'
import { withWriter } from '../repositories/with-writer.ts'

export const connectionChecks = ['ACCESS', 'VISIBILITY', 'PERMISSION', 'LABELS', 'ISSUE_TYPE'] as const

/** One thing that was looked at, in words for people. */
export type ConnectionFinding = {
  check: (typeof connectionChecks)[number]
  ok: boolean
  message: string
  nextStep: string | null
}

type Check = ConnectionFinding['check']
const fine = (check: Check, message: string): ConnectionFinding => ({
  check,
  ok: true,
  message,
  nextStep: null,
})
const lacking = (check: Check, message: string, nextStep: string): ConnectionFinding => ({
  check,
  ok: false,
  message,
  nextStep,
})

/** Whether the tickets of a product can be opened where it sends them, and what is missing. */
export async function checkConnection(deps: Deps, product: Product): Promise<ConnectionFinding[]> {
  const { github } = deps
  if (github === null)
    return [
      lacking(
        'ACCESS',
        'GitHub is off here, so tickets wait.',
        'Ask the operator to set GITHUB_TOKEN or GITHUB_APP_ID.',
      ),
    ]
  if (product.repositoryId === null)
    return [lacking('ACCESS', 'No repository, so no tickets.', 'Name one with connectRepository.')]
  const { organizationId, repositoryId: id } = product
  const repository = await deps.database.prisma.repository.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id } },
  })
  const look = await lookAtRepository(deps, github, repository, 'thoroughly')
  const access = checkAccess(look, repository)
  if (look.outcome !== 'ready') return [access]
  const { name } = look.repository
  return [
    access,
    checkVisibility(look.seen.private, product),
    await checkPermission(github, look),
    await checkLabels(deps, github, look.repository, product),
    ...(product.issueType === null ? [] : [await checkIssueType(github, name, product.issueType)]),
  ]
}

function checkAccess(look: Look, { name }: Repository): ConnectionFinding {
  switch (look.outcome) {
    case 'ready':
      return fine('ACCESS', `${look.repository.name} can be reached, is not archived and has issues.`)
    case 'wait':
      return lacking('ACCESS', `${name} could not be looked at. ${look.reason}`, 'Try again then.')
    case 'obstructed': {
      const { what, next } = obstacleInPlainWords[look.obstacle]
      const said = look.repository.detail === null ? '' : ` GitHub said: ${look.repository.detail}`
      return lacking('ACCESS', `${name} ${what}.${said}`, next)
    }
  }
}

function checkVisibility(isPrivate: boolean, { quotesAllowed }: Product): ConnectionFinding {
  if (!quotesAllowed)
    return fine('VISIBILITY', `It is ${isPrivate ? 'private' : 'public'}; tickets quote nobody.`)
  return isPrivate
    ? fine('VISIBILITY', 'It is private; tickets quote customers, redacted.')
    : fine('VISIBILITY', 'It is public; tickets quote only what a person approves with approveQuotes.')
}

async function checkPermission(
  github: GitHub,
  look: Look & { outcome: 'ready' },
): Promise<ConnectionFinding> {
  const { name } = look.repository
  const installed = await github.readInstallation(name)
  // That an App may write issues, is part of having access.
  if (installed.outcome === 'ok' && installed.value !== null)
    return fine('PERMISSION', 'The GitHub App may write issues.')
  if (look.seen.permissions?.push) return fine('PERMISSION', 'The token may write.')
  const login = await github.login().catch(() => null)
  const permission = login === null ? null : await github.permissionOf(name, login)
  if (permission?.outcome === 'ok' && (permission.value === 'write' || permission.value === 'admin'))
    return fine('PERMISSION', `${login} may write.`)
  return lacking(
    'PERMISSION',
    `${login ?? 'The token'} may not write there: GitHub leaves labels and types out, and issues of others can't be edited.`,
    `Give ${login ?? 'its owner'} write access.`,
  )
}

async function checkLabels(
  deps: Deps,
  github: GitHub,
  repository: Repository,
  { labels }: Product,
): Promise<ConnectionFinding> {
  const missing: string[] = []
  for (const label of [ourLabel, ...labels]) {
    let there = false
    await withWriter(deps, repository, async () => {
      there = (await github.ensureLabel(repository.name, label)).outcome === 'ok'
    })
    if (!there) missing.push(label)
  }
  return missing.length === 0
    ? fine('LABELS', `Its issues get the labels ${[ourLabel, ...labels].join(', ')}.`)
    : lacking(
        'LABELS',
        `The labels ${missing.join(', ')} are not there, and could not be made.`,
        'Make them there, or give our credentials write access.',
      )
}

async function checkIssueType(github: GitHub, name: string, issueType: string): Promise<ConnectionFinding> {
  const types = await github.listIssueTypes(name.split('/')[0] ?? '')
  if (types.outcome !== 'ok' && types.outcome !== 'missing')
    return lacking('ISSUE_TYPE', 'GitHub did not tell which issue types there are.', 'Try again later.')
  const known = types.outcome === 'ok' ? types.value : []
  if (known.some((type) => type.toLowerCase() === issueType.toLowerCase()))
    return fine('ISSUE_TYPE', `Its issues get the type ${issueType}.`)
  return lacking(
    'ISSUE_TYPE',
    `There is no issue type "${issueType}"${known.length > 0 ? `, but ${known.join(', ')}` : ''}; issues are opened without.`,
    'Choose another one with connectRepository, or none.',
  )
}
