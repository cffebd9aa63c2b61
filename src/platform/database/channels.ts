import type { Notification } from 'pg'
import pg from 'pg'

export type OnPayload = (payload: string) => void

/** Who listens to which channel of NOTIFY. */
export class Channels {
  readonly #listeners = new Map<string, Set<OnPayload>>()

  add(channel: string, onPayload: OnPayload): void {
    const listeners = this.#listeners.get(channel)
    if (listeners) listeners.add(onPayload)
    else this.#listeners.set(channel, new Set([onPayload]))
  }

  /** @returns whether nobody listens to the channel any more */
  remove(channel: string, onPayload: OnPayload): boolean {
    const listeners = this.#listeners.get(channel)
    listeners?.delete(onPayload)
    if (listeners?.size !== 0) return false
    return this.#listeners.delete(channel)
  }

  deliver({ channel, payload }: Notification): void {
    for (const onPayload of [...(this.#listeners.get(channel) ?? [])]) onPayload(payload ?? '')
  }

  names(): string[] {
    return [...this.#listeners.keys()]
  }
}

export const listenTo = (channel: string): string => `LISTEN ${pg.escapeIdentifier(channel)}`
export const unlistenTo = (channel: string): string => `UNLISTEN ${pg.escapeIdentifier(channel)}`
