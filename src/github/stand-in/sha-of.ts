import { createHash } from 'node:crypto'

export function shaOf(data: string | Uint8Array): string {
  return createHash('sha1').update(data).digest('hex')
}
