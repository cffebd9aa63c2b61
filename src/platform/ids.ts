import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

/** Where ids and secrets come from. */
export interface Ids {
  /** A UUID; later ones sort after earlier ones. */
  next(): string
  secret(bytes: number): Uint8Array
}

export const randomIds: Ids = { next: () => v7(), secret: (bytes) => randomBytes(bytes) }
