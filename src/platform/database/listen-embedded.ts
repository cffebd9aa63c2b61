import type { ClientBase, Pool } from 'pg'
import { Channels, listenTo, type OnPayload, unlistenTo } from './channels.ts'

/** LISTEN on the one client of the embedded pool, and again on its successor after a broken connection. */
export class EmbeddedListener {
  readonly #channels = new Channels()

  readonly onConnect = async (client: ClientBase): Promise<void> => {
    client.on('notification', (notification) => this.#channels.deliver(notification))
    for (const channel of this.#channels.names()) await client.query(listenTo(channel))
  }

  async listen(pool: Pool, channel: string, onPayload: OnPayload): Promise<() => Promise<void>> {
    this.#channels.add(channel, onPayload)
    await pool.query(listenTo(channel))
    return async () => {
      if (this.#channels.remove(channel, onPayload)) await pool.query(unlistenTo(channel))
    }
  }
}
