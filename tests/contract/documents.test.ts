import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildSchema, isEnumType, parse, validate } from 'graphql'
import { expect, test, vi } from 'vitest'
import { runCommand } from '../../src/entrypoints/cli/run-command.ts'
import { webhookBodyLimit } from '../../src/github/verify-webhook.ts'
import {
  centredShare,
  mergeThresholds,
  mergeWithoutProductFactor,
  noProductFactor,
  singleMemberFactor,
  suggestedShare,
  thresholds,
} from '../../src/grouping/thresholds.ts'
import { limits } from '../../src/platform/graphql/limits.ts'
import { mostReportsAtOnce } from '../../src/reports/import-reports.ts'
import { defaultTiming } from '../../src/repositories/repositories.deps.ts'
import { requestsOf } from './document-requests.ts'
import { documents, root } from './read-documents.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const schema = buildSchema(read('schema/schema.graphql'))
const named = (path: string) => {
  const document = documents.find((one) => one.path === path)
  if (document === undefined) throw new Error(`${path} is not there`)
  return document
}
/** Only what is set as code is a name; words in capitals may stand anywhere. */
const codesOf = ({ codes, fences }: (typeof documents)[number]) => [
  ...codes,
  ...fences.filter(({ kind }) => kind === 'sh').map(({ content }) => content),
]
/** What the pattern's groups find in the code of all documents. */
const found = (pattern: RegExp) =>
  documents.flatMap(codesOf).flatMap((code) => [...code.matchAll(pattern)].map((match) => match.slice(1)))
const missing = (names: Iterable<string | undefined>, known: ReadonlySet<string | undefined>) =>
  [...new Set(names)].filter((name) => !known.has(name))

async function helpOf(...command: string[]): Promise<string> {
  const info = vi.spyOn(console, 'info').mockReturnValue()
  try {
    await runCommand(['node', 'bothways', ...command, '--help'])
    return info.mock.calls.join('\n')
  } finally {
    info.mockRestore()
  }
}

test('every query in the documents is one that the schema answers', () => {
  const mistakes = documents.flatMap((document) =>
    requestsOf(document).flatMap(({ line, query }) =>
      validate(schema, parse(query)).map(({ message }) => `${document.path}:${line} ${message}`),
    ),
  )
  expect(mistakes).toEqual([])
  expect(documents.flatMap((document) => requestsOf(document)).length).toBeGreaterThan(15)
})

test('every npm script in the documents is there', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const scriptsNamed = found(/\bnpm (?:run )?(test|start|(?<=run )[\w:-]+)/g).flat()
  expect(scriptsNamed.length).toBeGreaterThan(5)
  expect(missing(scriptsNamed, new Set(Object.keys(scripts)))).toEqual([])
})

test('every command in the documents is listed by --help, with its options', async () => {
  const help = await helpOf()
  const commands = new Set([...help.matchAll(/^ {2}([a-z]+)\b/gm)].map(([, command]) => command))
  const used = found(/\bbothways ([a-z]+)([^\n]*)/g)
  expect(commands).toContain('start')
  expect(
    missing(
      used.map(([command]) => command),
      commands,
    ),
  ).toEqual([])

  for (const [command = '', rest = ''] of used) {
    const options = new Set((await helpOf(command)).match(/--[a-z-]+/g))
    expect(missing(rest.match(/--[a-z-]+/g) ?? [], options), command).toEqual([])
  }
})

test('every variable in the documents is read, and the settings are listed in full', () => {
  const variables = [...read('src/env.ts').matchAll(/^ {2}([A-Z][A-Z_]*):/gm)].map(([, name = '']) => name)
  const values = Object.values(schema.getTypeMap()).flatMap((type) =>
    isEnumType(type) ? type.getValues().map(({ name }) => name) : [],
  )
  const elsewhere = ['TEST_DATABASE_URL', 'UNAUTHENTICATED', 'GRAPHQL_VALIDATION_FAILED']
  const errors = new Set(read('docs/errors.md').match(/\b[A-Z]+(?:_[A-Z]+)+\b/g))
  const known = new Set([...variables, ...values, ...elsewhere, ...errors])
  expect(missing(found(/\b([A-Z]+(?:_[A-Z]+)+)\b/g).flat(), known)).toEqual([])

  const listed = [...read('docs/operators.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name = '']) => name)
  expect(listed.filter((name) => variables.includes(name))).toEqual(variables)
  expect([...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)).toEqual(variables)
})

test('every link in the documents leads somewhere', () => {
  const broken = documents.flatMap(({ path, links }) =>
    links
      .filter((link) => !/^https?:/.test(link))
      .filter((link) => {
        const [file = '', anchor] = link.split('#')
        const target = file === '' ? path : join(dirname(path), file)
        if (!existsSync(join(root, target))) return true
        return anchor !== undefined && !documents.find((one) => one.path === target)?.anchors.includes(anchor)
      })
      .map((link) => `${path}: ${link}`),
  )
  expect(broken).toEqual([])
})

test('every file in the documents is there', () => {
  const files = ['src', 'tests', 'scripts', 'schema', 'prisma', 'bench'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      join('/', folder, file),
    ),
  )
  const named = documents.flatMap(({ path, codes }) =>
    codes.filter((code) => /^[\w./-]+\.(?:ts|sh)$/.test(code)).map((code) => ({ path, code })),
  )
  const lost = named.filter(({ code }) => !files.some((file) => file.endsWith(`/${code}`)))
  expect(lost).toEqual([])
})

test('figures in the documents are those of the code', () => {
  const says = (path: string, ...figures: string[]) =>
    expect(figures.filter((figure) => !named(path).text.includes(figure))).toEqual([])
  const row = (kind: 'mixed' | 'lexical') =>
    [thresholds, singleMemberFactor, mergeThresholds].map((figures) => figures[kind]).join(' | ')
  says(
    'docs/grouping.md',
    `| meaning and wording | ${row('mixed')} |`,
    `| wording alone | ${row('lexical')} |`,
  )
  says(
    'docs/grouping.md',
    `- ${noProductFactor} if the report`,
    `- ${mergeWithoutProductFactor} if one of the`,
    `pairs from ${suggestedShare} of that`,
  )
  says('docs/grouping.md', `${centredShare} × meaning + ${(1 - centredShare).toFixed(1)} × wording`)
  const { complexity, depth, breadth } = limits.limit
  says(
    'docs/operators.md',
    `${complexity.toLocaleString('en')} points, ${depth} levels, ${breadth} fields wide`,
  )
  says('docs/operators.md', `| webhook delivery | ${webhookBodyLimit / 2 ** 20} MB |`)
  says('docs/operators.md', `| reports in one \`importReports\` | ${mostReportsAtOnce} |`)
  const { settleMs, writeIntervalMs, bodyIntervalMs, hourlyBudget, reconcileMs } = defaultTiming
  says('docs/github.md', `\`GITHUB_SETTLE_MS\` (${settleMs / 1_000} seconds)`)
  says('docs/github.md', `\`GITHUB_BODY_INTERVAL_MS\` (${bodyIntervalMs / 60_000} minutes)`)
  says(
    'docs/github.md',
    `\`GITHUB_HOURLY_BUDGET\` (${hourlyBudget})`,
    `fifteenth of that (${hourlyBudget / 15})`,
  )
  expect([writeIntervalMs, reconcileMs], 'docs/github.md says: 1 second, an hour').toEqual([1_000, 3_600_000])
})
