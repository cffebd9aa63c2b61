import { expect, test } from 'vitest'
import { connectGitHub } from '../support/connect-github.ts'
import { openGitHubContract } from '../support/github-contract/github-contract.ts'
import { receiveWebhooks, told } from '../support/receive-webhooks.ts'
import { startContractedGitHub } from '../support/start-contracted-github.ts'

const ovens = 'acme/ovens'

async function worldWithReceiver() {
  const github = await startContractedGitHub()
  github.addRepository(ovens)
  return { github, ...(await receiveWebhooks(github)), ...connectGitHub(github) }
}

test('everything people do to an issue is told to the webhook, signed', async () => {
  const { github, received } = await worldWithReceiver()
  await github.openAs(ovens, 'ada', { title: 'Clock', body: 'It blinks.' })
  await github.editAs(ovens, 1, 'ada', { title: 'The clock', body: 'It blinks at night.' })
  const { value: comment } = await github.commentAs(ovens, 1, 'grace', '/guidance Unplug it for a minute.')
  await github.editCommentAs(ovens, comment.id, 'ada', '/guidance Hold "Clock" for 3 s.')
  await github.deleteCommentAs(ovens, comment.id, 'grace')
  await github.closeAs(ovens, 1, 'ada', 'duplicate')
  const reopened = await github.reopenAs(ovens, 1, 'grace')

  expect(told(received)).toEqual([
    'issues.opened',
    'issues.edited',
    'issue_comment.created',
    'issue_comment.edited',
    'issue_comment.deleted',
    'issues.closed',
    'issues.reopened',
  ])
  expect(received[1]?.payload).toMatchObject({
    changes: { title: { from: 'Clock' }, body: { from: 'It blinks.' } },
  })
  expect(received[3]?.payload).toMatchObject({
    comment: { user: { login: 'grace' } },
    sender: { login: 'ada' },
  })
  expect(received[5]?.payload).toMatchObject({ issue: { state: 'closed', state_reason: 'duplicate' } })
  expect(reopened.delivery?.answers).toEqual([202])
})

test('what our own client does is told as well, in our name', async () => {
  const { github, client, received } = await worldWithReceiver()
  await client.createIssue(ovens, { title: 'Clock', body: '', labels: ['bothways'] })
  await client.updateIssue(ovens, 1, { state: 'closed', stateReason: 'completed' })
  await client.addComment(ovens, 1, 'Fixed in 2.4.')
  await github.deliveriesSettled()
  expect(told(received).sort()).toEqual([
    'issue_comment.created',
    'issues.closed',
    'issues.labeled',
    'issues.opened',
  ])
  expect(received.every(({ payload }) => (payload.sender as { login: string }).login === github.login)).toBe(
    true,
  )
})

test('a delivery can be repeated with the same id, and tells how things were', async () => {
  const { github, received } = await worldWithReceiver()
  const opened = await github.openAs(ovens, 'ada', { title: 'Clock' })
  await github.closeAs(ovens, 1, 'ada', 'completed')
  expect(await opened.delivery?.redeliver()).toBe(202)
  expect(received.map(({ deliveryId }) => deliveryId === opened.delivery?.guid)).toEqual([true, false, true])
  expect(received.at(-1)?.payload).toMatchObject({ issue: { state: 'open' } })
})

test('deliveries can be held back and sent in another order', async () => {
  const { github, received } = await worldWithReceiver()
  github.holdDeliveries()
  await github.openAs(ovens, 'ada', { title: 'Clock' })
  await github.closeAs(ovens, 1, 'ada', 'completed')
  expect(received).toEqual([])
  await github.releaseDeliveries((held) => held.toReversed())
  expect(told(received)).toEqual(['issues.closed', 'issues.opened'])
})

test('a wrong secret and a receiver that is down show in the delivery', async () => {
  const { github, address } = await worldWithReceiver()
  github.sendWebhooksTo(address, 'another')
  expect((await github.openAs(ovens, 'ada', { title: 'Clock' })).delivery?.answers).toEqual([401])
  github.sendWebhooksTo('http://127.0.0.1:1/', 'shared')
  expect((await github.closeAs(ovens, 1, 'ada', 'completed')).delivery?.answers).toEqual(['failed'])
})

test('closing a closed issue tells nobody', async () => {
  const { github } = await worldWithReceiver()
  await github.openAs(ovens, 'ada', { title: 'Clock' })
  await github.closeAs(ovens, 1, 'ada', 'completed')
  expect((await github.closeAs(ovens, 1, 'ada', 'completed')).delivery).toBeUndefined()
})

test('an issue has a page for people, on which its text cannot act', async () => {
  const github = await startContractedGitHub()
  github.addRepository(ovens)
  await github.openAs(ovens, 'ada', { title: '<b>Clock</b>', body: '<script>alert(1)</script>' })
  await github.commentAs(ovens, 1, 'grace', '"Unplug" & wait')
  const response = await fetch(`${github.url}/acme/ovens/issues/1`)
  const page = await response.text()
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page).toContain('&#60;script&#62;alert(1)&#60;/script&#62;')
  expect(page).toContain('&#34;Unplug&#34; &#38; wait')
  expect(page).not.toMatch(/<script|<b>/)
})

test('labels are made, read and refused without a name', async () => {
  const github = await startContractedGitHub()
  github.addRepository(ovens)
  const labels = `${github.url}/repos/acme/ovens/labels`
  const headers = { authorization: `Bearer ${github.token}` }
  const post = (body: object) => fetch(labels, { method: 'POST', headers, body: JSON.stringify(body) })
  expect((await post({ name: 'setup-pitfall', color: '0a7ea4' })).status).toBe(201)
  expect((await fetch(`${labels}/setup-pitfall`, { headers })).status).toBe(200)
  expect((await fetch(`${labels}/unknown`, { headers })).status).toBe(404)
})

test('the contract notices what GitHub would ignore, and what GitHub would never say', () => {
  const contract = openGitHubContract()
  const exchange = {
    method: 'POST',
    path: '/repos/acme/ovens/issues',
    query: new URLSearchParams(),
    headers: {},
  }
  const misspelt = { title: 'Clock', lables: ['bothways'] }
  expect(contract.exchange({ ...exchange, body: misspelt, reply: undefined })).toEqual([
    'POST /repos/{owner}/{repo}/issues: request / must NOT have additional properties (lables)',
  ])
  const sorted = { ...exchange, method: 'GET', query: new URLSearchParams({ sort: 'age', oder: 'asc' }) }
  expect(contract.exchange({ ...sorted, body: undefined, reply: undefined })).toHaveLength(2)
  const odd = { ...exchange, body: { title: 'Clock' }, reply: { status: 201, body: { number: 1 } } }
  expect(contract.exchange(odd).join()).toContain("must have required property 'html_url'")
  const wrongStatus = { ...exchange, body: { title: 'Clock' }, reply: { status: 200, body: {} } }
  expect(contract.exchange(wrongStatus)).toEqual(['POST /repos/{owner}/{repo}/issues: never answers 200'])
  expect(contract.exchange({ ...exchange, path: '/search/issues', body: {}, reply: undefined })).toHaveLength(
    1,
  )
  expect(contract.webhook('issues', 'closed', {})).toContain(
    "webhook issues-closed: / must have required property 'issue'",
  )
})
