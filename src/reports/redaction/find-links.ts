import { type Finding, placeholders } from './redaction.types.ts'

export type LinkFindings = { secret: Finding[]; harmless: { start: number; end: number }[] }

// ASCII only: Thai and Japanese write on right behind a link without a space.
const asciiToken = /[!#-;=?-Z_a-z~]+/g
const linkHead = /(?:https?|ftp):\/\/|www\./i
const bareHost = /^[a-z0-9.-]{1,253}\.[a-z]{2,24}(?::\d{1,5})?[/?]/i
const sensitiveKey =
  /(?:token|key|sig|signature|auth|pass|pwd|secret|code|session|sid|otp|pin|mail|phone|tel|user|uid|name|customer|account|order|invite|magic|jwt|hash|id|kod|kodu|sifre|parola|clave|mdp|ticket|ref)$/i

/**
 * Links that carry a secret or a person (tokens, long queries, user parts, ids in the path) lose all but their host,
 * which still tells a designer where it happened. Harmless links are returned too: their digits are no phone number.
 */
export function findLinks(text: string): LinkFindings {
  const found: LinkFindings = { secret: [], harmless: [] }
  for (const token of text.matchAll(asciiToken)) {
    const link = readLink(token[0])
    if (link === null) continue
    const start = token.index + link.from
    const end = start + link.text.length
    if (!isSecret(link)) {
      found.harmless.push({ start, end })
      continue
    }
    const replacement = `${link.scheme}${link.host}/${placeholders.URL_TOKEN}`
    found.secret.push({ start, end, kind: 'URL_TOKEN', replacement })
  }
  return found
}

type Link = { from: number; text: string; scheme: string; user: boolean; host: string; rest: string }

function readLink(token: string): Link | null {
  const head = linkHead.exec(token)
  if (head === null && !bareHost.test(token.slice(0, 300))) return null
  const from = head?.index ?? 0
  let end = token.length
  while (end > from && /[.,;:!?)'*_]/.test(token.charAt(end - 1))) end--
  const text = token.slice(from, end)
  const scheme = head?.[0].includes('://') ? head[0] : ''
  const afterScheme = text.slice(scheme.length)
  const cut = afterScheme.search(/[/?#]/)
  const authority = cut < 0 ? afterScheme : afterScheme.slice(0, cut)
  const at = authority.lastIndexOf('@')
  const host = authority.slice(at + 1)
  return { from, text, scheme, user: at >= 0, host, rest: cut < 0 ? '' : afterScheme.slice(cut) }
}

function isSecret({ user, host, rest }: Link): boolean {
  if (user || rest.includes('@') || /%40/i.test(rest)) return host !== ''
  if (/^(?:wa\.me|t\.me|line\.me)$/i.test(host) && rest.length > 1) return true
  if (/\d{9}/.test(rest)) return true
  const [path = '', ...query] = rest.split(/[?#]/)
  if (path.split('/').some(looksRandom)) return true
  if (query.join('').length > 80) return true
  return query.some((part) => part.split(/[&;]/).some(isSecretPair))
}

function isSecretPair(pair: string): boolean {
  const equals = pair.indexOf('=')
  if (equals < 0) return looksRandom(pair)
  const value = pair.slice(equals + 1)
  return value.length >= 20 || isMixed(value) || (value !== '' && sensitiveKey.test(pair.slice(0, equals)))
}

/** A token rather than words: long, unbroken, letters and digits mixed, or a UUID. */
function looksRandom(segment: string): boolean {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(segment) || segment.startsWith('eyJ')) return true
  const longest = segment.split(/[-.]/).reduce((length, part) => Math.max(length, part.length), 0)
  return (
    (longest >= 20 && /\d/.test(segment) && /[a-z]/i.test(segment)) || segment.split(/[-.]/).some(isMixed)
  )
}

/** Letters and digits by turns, as in `b81fA9c2Kz` and unlike `GalaxyS24Ultra`. */
function isMixed(part: string): boolean {
  return part.length >= 8 && (part.match(/[a-z](?=\d)|\d(?=[a-z])/gi)?.length ?? 0) >= 4
}
