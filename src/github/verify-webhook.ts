import { verifyWithFallback } from '@octokit/webhooks-methods'
import { z } from 'zod'

/** Raw body as received (bytes: parsing and printing again would change what was signed), and its headers. */
export type ReceivedWebhook = { body: Uint8Array; headers: { get(name: string): string | null } }

export type VerifiedWebhook = {
  outcome: 'verified'
  /** GitHub's GUID; the same for every redelivery. */
  deliveryId: string
  /** `issues`, `issue_comment`, `ping`, … */
  event: string
  /** `opened`, `closed`, …; null for events that have none. */
  action: string | null
  payload: Record<string, unknown>
}

/** Nothing of a refused delivery may be stored. `message` is fit for the answer: it never quotes the delivery. */
export type RefusedWebhook = { outcome: 'refused'; status: 400 | 401 | 413; message: string }

/** GitHub sends at most this many bytes; the server may stop reading behind it. */
export const webhookBodyLimit = 25 * 1024 * 1024

const object = z.record(z.string(), z.unknown())
const deliveryIdFormat = /^[\w-]{1,100}$/
const eventFormat = /^\w{1,60}$/

/** `secrets`: the current one first, then those accepted during rotation. */
export async function verifyWebhook(
  secrets: readonly string[],
  { body, headers }: ReceivedWebhook,
): Promise<VerifiedWebhook | RefusedWebhook> {
  if (body.byteLength > webhookBodyLimit) {
    return refuse(413, `A delivery has at most ${webhookBodyLimit} bytes; this one has ${body.byteLength}.`)
  }
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
  const unsigned = await findFlaw(secrets, text, headers.get('x-hub-signature-256'))
  if (unsigned !== undefined) return refuse(401, unsigned)

  const payload = parseObject(text)
  if (payload === undefined) {
    return refuse(
      400,
      'The payload is not a JSON object. Set the webhook to the content type application/json in GitHub.',
    )
  }
  const deliveryId = headers.get('x-github-delivery') ?? ''
  const event = headers.get('x-github-event') ?? ''
  if (!deliveryIdFormat.test(deliveryId) || !eventFormat.test(event)) {
    return refuse(400, 'The headers X-GitHub-Delivery and X-GitHub-Event are missing or malformed.')
  }
  const action = typeof payload.action === 'string' ? payload.action : null
  return { outcome: 'verified', deliveryId, event, action, payload }
}

async function findFlaw(
  secrets: readonly string[],
  text: string,
  signature: string | null,
): Promise<string | undefined> {
  const [current, ...older] = secrets.filter((secret) => secret !== '')
  if (current === undefined) return 'Webhooks are off here: no webhook secret is set.'
  // The old X-Hub-Signature is SHA-1 and is not looked at.
  if (!signature) return 'The header X-Hub-Signature-256 is missing. Set the webhook secret in GitHub.'
  // The library throws on an empty body, which nobody can have signed for us.
  const matches = text !== '' && (await verifyWithFallback(current, text, signature, older))
  return matches
    ? undefined
    : 'The signature does not match. The secret in GitHub and the one here must be equal.'
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return object.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function refuse(status: RefusedWebhook['status'], message: string): RefusedWebhook {
  return { outcome: 'refused', status, message }
}
