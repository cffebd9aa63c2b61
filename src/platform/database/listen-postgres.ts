import pg from 'pg'
import type { Log } from '../log.ts'
import { Channels, listenTo, type OnPayload, unlistenTo } from './channels.ts'

const shortestPause = 100
const longestPause = 5_000

/**
 * LISTEN on a connection of its own, which is made when first needed and made again when it breaks.
 * What others notify meanwhile is lost: NOTIFY wakes, the tables know.
 */
export class PostgresListener {
  readonly #url: string
  readonly #log: Log | undefined
  readonly #channels = new Channels()
  #client: Promise<pg.Client> | null = null
  #retry: NodeJS.Timeout | null = null
  #closed = false

  constructor(url: string, log?: Log) {
    this.#url = url
    this.#log = log
  }

  async listen(channel: string, onPayload: OnPayload): Promise<() => Promise<void>> {
    this.#channels.add(channel, onPayload)
    try {
      await this.#run(listenTo(channel))
    } catch (error) {
      this.#channels.remove(channel, onPayload)
      throw error
    }
    return async () => {
      if (this.#channels.remove(channel, onPayload) && !this.#closed) await this.#run(unlistenTo(channel))
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#retry) clearTimeout(this.#retry)
    const client = await this.#client?.catch(() => null)
    await client?.end()
  }

  /** One statement at a time, as node-postgres asks for. */
  #run(sql: string): Promise<unknown> {
    const client = (this.#client ?? this.#connect()).then(async (connected) => {
      await connected.query(sql)
      return connected
    })
    this.#client = client
    client.catch(() => {
      if (this.#client === client) this.#client = null
    })
    return client
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#url,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      application_name: 'bothways listen',
    })
    client.on('notification', (notification) => this.#channels.deliver(notification))
    // Each is followed by 'end'; without a listener it would end the process.
    client.on('error', (error) => this.#log?.warn({ err: error }, 'the listening connection broke'))
    await client.connect()
    client.on('end', () => this.#reconnect(shortestPause))
    for (const channel of this.#channels.names()) await client.query(listenTo(channel))
    return client
  }

  #reconnect(pause: number): void {
    this.#client = null
    if (this.#closed || this.#channels.names().length === 0) return
    this.#retry = setTimeout(() => {
      // Somebody who began to listen meanwhile has made the connection already.
      if (this.#closed || this.#client) return
      const client = this.#connect()
      this.#client = client
      client.catch((error) => {
        if (this.#client === client) this.#client = null
        this.#log?.warn({ err: error }, 'the listening connection is not back yet')
        this.#reconnect(Math.min(pause * 2, longestPause))
      })
    }, pause)
    this.#retry.unref()
  }
}
