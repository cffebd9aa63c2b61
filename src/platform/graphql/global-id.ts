import { decodeGlobalID } from '@pothos/plugin-relay'
import { NotFound } from '../errors.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The database id inside the global id of a type; an id of anything else is not found. */
export function parseGlobalId(typename: string, globalId: string): string {
  const id = readGlobalId(typename, globalId)
  if (id === null) throw new NotFound(typename, globalId.slice(0, 100))
  return id
}

/** The same, for look-ups that answer null where there is nothing. */
export function readGlobalId(typename: string, globalId: string): string | null {
  const decoded = decode(globalId)
  return decoded?.typename === typename && uuid.test(decoded.id) ? decoded.id : null
}

export const isUuid = (text: string): boolean => uuid.test(text)

function decode(globalId: string) {
  try {
    return decodeGlobalID(globalId)
  } catch {
    return null
  }
}
