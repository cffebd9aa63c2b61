import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { verifyWebhook, webhookBodyLimit } from '../../src/github/verify-webhook.ts'

const payload = { action: 'closed', issue: { title: 'Saat kaç? ไมโครเวฟ 🕛' } }
const text = JSON.stringify(payload)

function received(body: string | Uint8Array, headers: Record<string, string> = {}, secret = 'current') {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  const signature = `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`
  return {
    body: bytes,
    headers: new Headers({
      'x-hub-signature-256': signature,
      'x-github-event': 'issues',
      'x-github-delivery': '0a5e2f10-1111-4222-8333-444455556666',
      ...headers,
    }),
  }
}

test('a signed delivery is taken apart', async () => {
  expect(await verifyWebhook(['current'], received(text))).toEqual({
    outcome: 'verified',
    deliveryId: '0a5e2f10-1111-4222-8333-444455556666',
    event: 'issues',
    action: 'closed',
    payload,
  })
})

test('an event without an action has none', async () => {
  const delivery = received('{"zen":"Keep it simple."}', { 'x-github-event': 'ping' })
  expect(await verifyWebhook(['current'], delivery)).toMatchObject({ event: 'ping', action: null })
})

test('an older secret is accepted while it is listed, and no longer after', async () => {
  const delivery = received(text, {}, 'previous')
  expect(await verifyWebhook(['current', 'older', 'previous'], delivery)).toMatchObject({
    outcome: 'verified',
  })
  expect(await verifyWebhook(['current'], delivery)).toMatchObject({ outcome: 'refused', status: 401 })
})

test.each([
  ['without a signature', { 'x-hub-signature-256': '' }],
  ['with a wrong signature', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }],
  ['with a short signature', { 'x-hub-signature-256': 'sha256=00' }],
  [
    'with the hash but no algorithm',
    { 'x-hub-signature-256': createHmac('sha256', 'current').update(text).digest('hex') },
  ],
])('a delivery %s is refused with 401', async (_, headers) => {
  expect(await verifyWebhook(['current'], received(text, headers))).toMatchObject({
    outcome: 'refused',
    status: 401,
  })
})

test('the old sha1 signature alone is refused with 401', async () => {
  const delivery = received(text)
  delivery.headers.delete('x-hub-signature-256')
  delivery.headers.set('x-hub-signature', `sha1=${createHmac('sha1', 'current').update(text).digest('hex')}`)
  expect(await verifyWebhook(['current'], delivery)).toMatchObject({ outcome: 'refused', status: 401 })
})

test.each([[[]], [['']]])('without a secret of ours (%j) everything is refused with 401', async (secrets) => {
  const delivery = received(text, {
    'x-hub-signature-256': `sha256=${createHmac('sha256', '').update(text).digest('hex')}`,
  })
  expect(await verifyWebhook(secrets, delivery)).toMatchObject({ outcome: 'refused', status: 401 })
})

test('one changed byte is refused with 401', async () => {
  const delivery = received(text)
  const body = Buffer.from(text.replace('closed', 'opened'))
  expect(await verifyWebhook(['current'], { ...delivery, body })).toMatchObject({ status: 401 })
})

test('a body over the limit is refused with 413 before its signature is looked at, one at the limit is not', async () => {
  const over = new Uint8Array(webhookBodyLimit + 1)
  expect(await verifyWebhook(['current'], { body: over, headers: new Headers() })).toMatchObject({
    status: 413,
  })
  const full = `{"a":"${'x'.repeat(webhookBodyLimit - 8)}"}`
  expect(await verifyWebhook(['current'], received(full))).toMatchObject({ outcome: 'verified' })
})

test.each(['[]', 'null', '"text"', '7', 'payload=%7B%7D', '{', '{"a":1}}'])(
  'a signed %s is refused with 400: it is not an object',
  async (body) => {
    expect(await verifyWebhook(['current'], received(body))).toMatchObject({
      outcome: 'refused',
      status: 400,
    })
  },
)

test.each([{ 'x-github-event': '' }, { 'x-github-delivery': '' }, { 'x-github-delivery': 'a b' }])(
  'a signed delivery with the headers %j is refused with 400',
  async (headers) => {
    expect(await verifyWebhook(['current'], received(text, headers))).toMatchObject({ status: 400 })
  },
)

test('an empty body is refused', async () => {
  expect(await verifyWebhook(['current'], received(''))).toMatchObject({ outcome: 'refused', status: 401 })
})

test('no refusal quotes the secret or the delivery', async () => {
  const refusals = await Promise.all([
    verifyWebhook(['current'], received(text, {}, 'previous')),
    verifyWebhook(['current'], received('["closed"]')),
  ])
  expect(JSON.stringify(refusals)).not.toMatch(/current|closed/)
})
