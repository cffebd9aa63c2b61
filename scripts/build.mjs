// Builds dist/ from src/. Plain JavaScript, as `npm ci` runs it before anything else is there.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, extname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

const root = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)

const missing = ['typescript', 'prisma'].filter((name) => locate(name) === null)
if (missing.length > 0) {
  // `npm ci --omit=dev` beside a dist/ that was built elsewhere.
  console.log(`build skipped: ${missing.join(' and ')} not installed`)
  process.exit(0)
}

run('prisma generate', join(locate('prisma'), 'build/index.js'), ['generate', '--no-hints'])
// A new folder takes the old one's place at the end, so that a failed build leaves the last good one.
const fresh = mkdtempSync(join(root, 'node_modules/.build-'))
process.on('exit', () => rmSync(fresh, { recursive: true, force: true }))
run('tsc', join(locate('typescript'), 'bin/tsc'), ['-p', 'tsconfig.build.json', '--outDir', fresh])
cpSync(join(root, 'src'), fresh, { recursive: true, filter: isAsset })
const main = join(fresh, 'main.js')
if (existsSync(main)) chmodSync(main, 0o755)
chmodSync(fresh, 0o755)
rmSync(join(root, 'dist'), { recursive: true, force: true })
renameSync(fresh, join(root, 'dist'))
await writeTemplate(join(root, 'dist/platform/database'))

/** Folder of an installed package, or null. */
function locate(name) {
  try {
    return dirname(require.resolve(`${name}/package.json`))
  } catch {
    return null
  }
}

function run(name, script, args) {
  // Prisma finds its generators by name.
  const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}` }
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  if (status === 0) return
  console.error(`build failed at ${name}:\n${stdout}${stderr}`)
  process.exit(status ?? 1)
}

function isAsset(path) {
  if (path.startsWith(join(root, 'src/web'))) return false
  return statSync(path).isDirectory() || !['.ts', '.tsx'].includes(extname(path))
}

/**
 * A new embedded database begins with this migrated cluster, the queue's tables included: unpacking it takes a third of the time of initdb.
 * A service without it starts all the same.
 */
async function writeTemplate(folder) {
  const load = (file) => import(pathToFileURL(join(folder, file)).href)
  const { openEmbeddedDatabase } = await load('embedded-database.js')
  const { getConstructionPlans } = await import('pg-boss')
  const { applyMigrations, migrationsFolder } = await load('apply-migrations.js')
  if (!existsSync(migrationsFolder)) return
  const database = await openEmbeddedDatabase({ folder: null, template: null })
  await applyMigrations(database.pool)
  await database.pool.query(getConstructionPlans())
  writeFileSync(join(folder, 'embedded-template.tar.gz'), gzipSync(await database.dump()))
  await database.close()
}
