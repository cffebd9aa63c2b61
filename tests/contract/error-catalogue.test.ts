import { readdirSync, readFileSync } from 'node:fs'
import { isEnumType } from 'graphql'
import { expect, test } from 'vitest'
import { schema } from '../../src/entrypoints/create-schema.ts'

const root = new URL('../../', import.meta.url)

/** What GraphQL Yoga itself refuses, before anything of ours is asked. */
const codesOfYoga = ['BAD_REQUEST', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']

/** `code = 'X'`, `code: 'X'`, and the calls that take a code. */
const code =
  /(?:code\s*[:=]\s*|withCode\([^)]*?,\s*|refuse\(\s*\d+,\s*|publishErrorCode\(\s*)'([A-Z][A-Z_]+)'/g

const sources = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.includes('generated') && !name.startsWith('web/'))
  .map((name) => readFileSync(new URL(`src/${name}`, root), 'utf8'))

const inSources = new Set(
  sources.flatMap((text) => [...text.matchAll(code)].map(([, found]) => String(found))),
)
const rows = readFileSync(new URL('docs/errors.md', root), 'utf8')
  .split('\n')
  .flatMap((line) => /^\| `([A-Z_]+)` \|(.+)\|(.+)\|$/.exec(line)?.slice(1) ?? [])
const catalogue = rows.filter((_, at) => at % 3 === 0)

test('docs/errors.md lists every code that can be answered, and no other', () => {
  expect(sources.length).toBeGreaterThan(100)
  expect([...catalogue].sort()).toEqual([...new Set([...inSources, ...codesOfYoga])].sort())
})

test('the catalogue is in order, names each code once, and says when and what to do', () => {
  expect(catalogue).toEqual([...new Set(catalogue)].sort())
  expect(rows.every((cell) => cell.trim() !== '')).toBe(true)
})

test('every code of the schema is in the catalogue', () => {
  const type = schema.getType('ErrorCode')
  const published = isEnumType(type) ? type.getValues().map(({ name }) => name) : []
  expect(published.length).toBeGreaterThan(5)
  expect(catalogue).toEqual(expect.arrayContaining(published))
})
