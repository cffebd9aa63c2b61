const keptMs = 5 * 60_000
const mostKept = 10_000

/** What GitHub said about who may write, for five minutes at most: who is told to go must not go on for long. */
export class WritePermissions {
  readonly #said = new Map<string, { mayWrite: boolean; until: number }>()

  recall(repositoryId: string, login: string, now: Date): boolean | null {
    const said = this.#said.get(keyOf(repositoryId, login))
    return said === undefined || said.until <= now.getTime() ? null : said.mayWrite
  }

  note(repositoryId: string, login: string, mayWrite: boolean, now: Date): void {
    const key = keyOf(repositoryId, login)
    this.#said.delete(key)
    this.#said.set(key, { mayWrite, until: now.getTime() + keptMs })
    const [oldest] = this.#said.keys()
    if (this.#said.size > mostKept && oldest !== undefined) this.#said.delete(oldest)
  }
}

const keyOf = (repositoryId: string, login: string): string => `${repositoryId}/${login.toLowerCase()}`
