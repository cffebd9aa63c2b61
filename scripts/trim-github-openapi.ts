/**
 * Cuts GitHub's OpenAPI description down to the operations and webhooks that we use, with all they refer to.
 *
 *   mkdir /anywhere/else && cd /anywhere/else && npm install @octokit/openapi@23.0.2   (385 MB, so never here)
 *   npx tsx scripts/trim-github-openapi.ts \
 *     /anywhere/else/node_modules/@octokit/openapi/generated/api.github.com.json \
 *     tests/support/github-contract/github-openapi.trimmed.json
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

const operations: Record<string, string[]> = {
  '/user': ['get'],
  '/app': ['get'],
  '/app/installations/{installation_id}/access_tokens': ['post'],
  '/orgs/{org}/installation': ['get'],
  '/orgs/{org}/issue-types': ['get'],
  '/repos/{owner}/{repo}': ['get'],
  '/repos/{owner}/{repo}/installation': ['get'],
  '/repos/{owner}/{repo}/collaborators/{username}/permission': ['get'],
  '/repos/{owner}/{repo}/issues': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/{issue_number}': ['get', 'patch'],
  '/repos/{owner}/{repo}/issues/{issue_number}/comments': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/comments': ['get'],
  '/repos/{owner}/{repo}/issues/comments/{comment_id}': ['get', 'patch'],
  '/repos/{owner}/{repo}/labels': ['post'],
  '/repos/{owner}/{repo}/labels/{name}': ['get'],
  '/repos/{owner}/{repo}/releases': ['get'],
  '/repos/{owner}/{repo}/pulls': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}': ['get'],
  '/repos/{owner}/{repo}/branches/{branch}': ['get'],
  '/repos/{owner}/{repo}/git/trees/{tree_sha}': ['get'],
  '/repos/{owner}/{repo}/git/blobs/{file_sha}': ['get'],
}

const webhooks = [
  'issues-opened',
  'issues-edited',
  'issues-closed',
  'issues-reopened',
  'issues-deleted',
  'issues-transferred',
  'issues-locked',
  'issues-unlocked',
  'issues-labeled',
  'issues-unlabeled',
  'issues-typed',
  'issue-comment-created',
  'issue-comment-edited',
  'issue-comment-deleted',
  'repository-renamed',
  'repository-transferred',
  'repository-archived',
  'repository-unarchived',
  'repository-publicized',
  'repository-privatized',
  'repository-deleted',
  'installation-created',
  'installation-deleted',
  'installation-suspend',
  'installation-unsuspend',
  'pull-request-opened',
  'pull-request-closed',
  'release-published',
  'push',
]

const tree = z.record(z.string(), z.unknown())
const description = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ version: z.string(), license: z.looseObject({ name: z.string() }) }),
  paths: z.record(z.string(), tree),
  'x-webhooks': z.record(z.string(), tree),
  components: z.record(z.string(), tree),
})

// Prose, and whatever only documentation generators read. A property of one of these names is kept: it is no prose.
const prose = /^(description|summary|externalDocs|examples?|tags|x-.*)$/

function withoutProse(value: unknown, namesProperties = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutProse(item))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => namesProperties || !prose.test(key))
  return Object.fromEntries(
    kept.map(([key, child]) => [key, withoutProse(child, key === 'properties' && !namesProperties)]),
  )
}

function* references(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, child] of Object.entries(value)) {
    if (key === '$ref' && typeof child === 'string') yield child
    else yield* references(child)
  }
}

function pick(from: Record<string, unknown>, keys: string[], where: string): Record<string, unknown> {
  const missing = keys.filter((key) => !(key in from))
  if (missing.length > 0) throw new Error(`${where} has no ${missing.join(', ')}; has GitHub renamed it?`)
  return Object.fromEntries(keys.map((key) => [key, withoutProse(from[key])]))
}

const [, , source, target] = process.argv
if (source === undefined || target === undefined) {
  console.error('Usage: tsx scripts/trim-github-openapi.ts api.github.com.json OUTPUT.json')
  process.exit(64)
}
const full = description.parse(JSON.parse(readFileSync(source, 'utf8')))

const paths = Object.fromEntries(
  Object.entries(operations).map(([path, methods]) => [path, pick(full.paths[path] ?? {}, methods, path)]),
)
const hooks = pick(full['x-webhooks'], webhooks, 'x-webhooks')

const components: Record<string, Record<string, unknown>> = {}
const open = [...references(paths), ...references(hooks)]
for (let reference = open.pop(); reference !== undefined; reference = open.pop()) {
  const [, , kind = '', name = ''] = reference.split('/')
  if (components[kind]?.[name] !== undefined) continue
  const part = withoutProse(full.components[kind]?.[name])
  components[kind] = { ...components[kind], [name]: part }
  open.push(...references(part))
}

const trimmed = {
  openapi: full.openapi,
  info: {
    title: "The part of GitHub's REST API and webhooks that Bothways uses",
    version: full.info.version,
    'x-source': `npm @octokit/openapi ${full.info.version}, generated/api.github.com.json`,
    'x-trimmed-by': 'scripts/trim-github-openapi.ts',
    license: full.info.license,
  },
  paths,
  'x-webhooks': hooks,
  components,
}
writeFileSync(target, `${JSON.stringify(trimmed)}\n`)
const schemas = Object.keys(components.schemas ?? {}).length
console.log(
  `${Object.keys(paths).length} paths, ${webhooks.length} webhooks, ${schemas} schemas written to ${target}`,
)
