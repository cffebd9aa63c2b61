import type { Product } from '../platform/database/generated/prisma/client.ts'

type Keyed = Pick<Product, 'key'>

/**
 * The version that a tag names for a product: `v2.4.0` is 2.4.0. Where a repository has several products, a tag may
 * begin with the key of the one that it is for (`oven-v2.4`, `oven@2.4`, `oven/2.4`); then it is none of the others.
 */
export function versionOf(tag: string, product: Keyed | null, all: readonly Keyed[]): string | null {
  const named = all.find(({ key }) => new RegExp(`^${escapeForPattern(key)}[-@/_]v?\\d`, 'i').test(tag))
  if (named !== undefined && named.key !== product?.key) return null
  const rest = named === undefined ? tag : tag.slice(named.key.length + 1)
  const version = rest.replace(/^v(?=\d)/i, '').trim()
  return version === '' || version.length > 100 ? null : version
}

const escapeForPattern = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
