import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DataFolderInUse } from './database.errors.ts'

/** A socket's path is cut at 108 bytes on Linux and 104 on macOS. */
const longestSocketPath = 100
const flagName = /^lock-[0-9a-f]{16}$/

/**
 * Keeps a second process off a folder, until the returned function is called or this process ends, however it ends.
 *
 * Every starter raises a flag of its own, a listening socket in the folder, and only then looks at the others.
 * Of two starters the later one therefore always sees the earlier one, and there is no moment in which a lock left
 * by a dead process has been judged but not yet replaced: dead flags are nobody's, and anybody may delete them.
 * The kernel closes a socket with its process, so a flag that answers is alive. Of those that are still looking,
 * the lowest name goes first. Not for folders that several machines share.
 *
 * @throws DataFolderInUse
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = realpathSync(folder)
  if (process.platform === 'win32') return lockPipe(path)

  const shortcut = shorten(path)
  const name = `lock-${randomBytes(8).toString('hex')}`
  let holding = false
  try {
    // Under another name until it listens: a bound socket that doesn't yet listen looks dead to others.
    const server = await listen(join(shortcut.path, `${name}.new`), () => holding)
    const lower = async () => {
      rmSync(join(path, name), { force: true })
      await close(server)
      shortcut.remove()
    }
    renameSync(join(path, `${name}.new`), join(path, name))
    try {
      await outlast(name, shortcut.path, path)
    } catch (error) {
      await lower()
      throw error
    }
    holding = true
    return lower
  } catch (error) {
    shortcut.remove()
    throw error
  }
}

/** Resolves when no other flag is up; throws when one holds the folder or goes before this one. */
async function outlast(own: string, shortcut: string, folder: string): Promise<void> {
  for (;;) {
    const others = readdirSync(folder).filter((name) => flagName.test(name) && name !== own)
    const states = await Promise.all(
      others.map(async (name) => ({ name, ...(await ask(join(shortcut, name))) })),
    )
    for (const { name, state, pid } of states) {
      if (state === 'dead') rmSync(join(folder, name), { force: true })
      else if (state === 'holding' || name < own) throw new DataFolderInUse(folder, pid)
    }
    if (states.every(({ state }) => state === 'dead')) return
    await pause(10)
  }
}

type Flag = { state: 'dead' | 'looking' | 'holding'; pid: number | null }

function ask(path: string): Promise<Flag> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(path)
    const settle = () => {
      socket.destroy()
      const [state, pid] = answer.split(' ')
      // Whoever accepts but says nothing is alive all the same: it may be busy for long.
      resolve({ state: state === 'looking' ? 'looking' : 'holding', pid: pid ? Number(pid) : null })
    }
    socket.setTimeout(2_000, settle)
    socket.on('data', (data) => {
      answer += data
    })
    socket.on('end', settle)
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const dead = error.code === 'ECONNREFUSED' || error.code === 'ENOENT'
      resolve({ state: dead ? 'dead' : 'holding', pid: null })
    })
  })
}

function listen(path: string, holding: () => boolean): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.end(`${holding() ? 'holding' : 'looking'} ${process.pid}`)
    })
    server.once('error', reject)
    server.listen(path, () => resolve(server.unref()))
  })
}

const close = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()))

/** The folder itself, or a link to it from the system's temporary folder where its own path is too long. */
function shorten(folder: string): { path: string; remove: () => void } {
  if (Buffer.byteLength(join(folder, 'lock-0123456789abcdef.new')) <= longestSocketPath) {
    return { path: folder, remove: () => {} }
  }
  const home = mkdtempSync(join(tmpdir(), 'bothways-'))
  const path = join(home, 'f')
  symlinkSync(folder, path)
  return { path, remove: () => rmSync(home, { recursive: true, force: true }) }
}

/** Windows lets one process alone open a pipe of a name, and forgets the name with that process. */
async function lockPipe(folder: string): Promise<() => Promise<void>> {
  const name = createHash('sha256').update(folder.toLowerCase()).digest('hex').slice(0, 32)
  try {
    const server = await listen(`\\\\.\\pipe\\bothways-${name}`, () => true)
    return () => close(server)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new DataFolderInUse(folder, null)
    throw error
  }
}
