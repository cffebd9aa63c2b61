import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json'))
const names = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies }).sort()
const lock: { packages: Record<string, { license?: string; version?: string }> } = JSON.parse(
  read('package-lock.json'),
)

test('every dependency has a line in docs/dependencies.md with its reason and licence', () => {
  const rows = [...read('docs/dependencies.md').matchAll(/^\| ([^ ]+) \| (.+) \| ([^|]+) \|$/gm)]
  const listed = rows.filter(([, name]) => name !== 'package')
  expect(listed.map(([, name]) => name).sort()).toEqual(names)
  for (const [, name, , licence] of listed)
    expect(licence, name).toBe(lock.packages[`node_modules/${name}`]?.license)
})

test('the licence of every dependency lets everybody use it', () => {
  const free = /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|MPL-2\.0)( OR (MIT|Apache-2\.0))?$/
  for (const name of names) expect(lock.packages[`node_modules/${name}`]?.license, name).toMatch(free)
})

test('the lock file names no registry and is complete for other machines', () => {
  expect(read('package-lock.json')).not.toContain('"resolved"')
  const optional = Object.values(lock.packages).flatMap((entry) =>
    Object.keys((entry as { optionalDependencies?: object }).optionalDependencies ?? {}),
  )
  const missing = optional.filter(
    (name) => !Object.keys(lock.packages).some((path) => path.endsWith(`node_modules/${name}`)),
  )
  expect(missing).toEqual([])
})
