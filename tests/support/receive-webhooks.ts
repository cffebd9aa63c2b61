import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { GitHubStandIn } from '../../src/github/stand-in/start-github-stand-in.ts'
import { type VerifiedWebhook, verifyWebhook } from '../../src/github/verify-webhook.ts'

/** Receives and verifies what the stand-in sends, for one test. */
export async function receiveWebhooks(
  github: GitHubStandIn,
): Promise<{ received: VerifiedWebhook[]; address: string }> {
  const received: VerifiedWebhook[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const headers = new Headers(request.headers as Record<string, string>)
    const verdict = await verifyWebhook(['shared'], { body: Buffer.concat(chunks), headers })
    if (verdict.outcome === 'verified') received.push(verdict)
    response.writeHead(verdict.outcome === 'verified' ? 202 : verdict.status).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/github`
  github.sendWebhooksTo(address, 'shared')
  return { received, address }
}

/** Such as `issues.opened`, or `push`, which has no action. */
export function told(received: VerifiedWebhook[]): string[] {
  return received.map(({ event, action }) => (action === null ? event : `${event}.${action}`))
}
