import type { IncomingMessage, ServerResponse } from 'node:http'
import { verifyWebhook, webhookBodyLimit } from '../../github/verify-webhook.ts'
import type { DeliveryIntake } from '../../repositories/receive-deliveries.ts'
import { answerJson } from './answer-json.ts'
import type { Metrics } from './metrics.ts'
import { readBody } from './read-body.ts'

/** Verifies, stores with its job, acknowledges: the work is done later. Where it can't be stored, GitHub is told so. */
export async function receiveWebhook(
  deliveries: DeliveryIntake,
  secrets: readonly string[],
  metrics: Metrics,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refuse = (status: number, message: string) => {
    metrics.deliveries.inc({ outcome: 'refused' })
    answerJson(response, status, { error: message })
  }
  if (request.method !== 'POST') return refuse(405, 'Deliveries are sent by POST.')
  if (secrets.length === 0)
    return refuse(503, 'GITHUB_WEBHOOK_SECRET is not set, so nothing can be verified.')
  const body = await readBody(request, webhookBodyLimit)
  if (body === null) return refuse(413, `A delivery has at most ${webhookBodyLimit} bytes.`)
  const headers = { get: (name: string) => request.headers[name.toLowerCase()]?.toString() ?? null }
  const verified = await verifyWebhook(secrets, { body, headers })
  if (verified.outcome === 'refused') return refuse(verified.status, verified.message)
  await deliveries.store(verified)
  metrics.deliveries.inc({ outcome: 'stored' })
  answerJson(response, 202, { delivery: verified.deliveryId })
}
