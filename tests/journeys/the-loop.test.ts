import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../support/open-world.ts'

const submit = `mutation ($input: SubmitReportInput!) {
  submitReport(input: $input) {
    ... on SubmitReportSuccess {
      report {
        id
        customerContacts { reports inProblem }
        guidance { reason version { title body number } guidance { id } }
        membership { method problem { id status ticket { state number explanation } } }
      }
    }
    ... on UserError { message code }
  }
}`

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('a report goes all the way round: problem, ticket, guidance in GitHub, and back to the next agent', async () => {
  const { github } = world
  github.addRepository('acme/ovens')
  const company = await world.tenant()
  await company.ask(`mutation {
    createProduct(input: { key: "oven", name: "Oven", repository: "acme/ovens", ticketPolicy: AUTOMATIC }) { __typename }
    createComponent(input: { product: "oven", key: "clock", name: "Clock" }) { __typename }
  }`)
  const report = (text: string, customer: string) =>
    company.ask(submit, { input: { text, product: 'oven', customer: { externalId: customer } } })

  await report('The clock flashes after a power cut and I cannot set it', 'customer-1')
  await report('After a power cut the clock only flashes, how do I set it?', 'customer-2')
  const third = await report('Clock is flashing since the power cut, cannot set the clock', 'customer-3')
  expect(third.data.submitReport.report.membership.problem).toMatchObject({
    status: 'RECURRING',
    ticket: { state: 'QUEUED' },
  })

  await world.workOff()
  expect(github.issues('acme/ovens')).toHaveLength(1)

  github.setPermission('acme/ovens', 'ines', 'write')
  await github.commentAs(
    'acme/ovens',
    1,
    'ines',
    '/guidance Set the clock after a power cut\n\nHold **Clock** for three seconds.',
  )
  await world.workOff()

  const next = await report('My oven clock flashes after the power went out, I want to set it', 'customer-4')
  expect(next.data.submitReport.report.guidance[0]).toMatchObject({
    reason: 'PROBLEM',
    version: { title: 'Set the clock after a power cut', body: 'Hold **Clock** for three seconds.' },
  })

  await github.closeAs('acme/ovens', 1, 'ines', 'completed')
  await world.workOff()
  const again = await report('The clock flashes after a power cut, I cannot set it at all', 'customer-1')
  expect(again.data.submitReport.report).toMatchObject({
    customerContacts: { reports: 2, inProblem: 2 },
    membership: { problem: { status: 'FIXED', ticket: { state: 'CLOSED' } } },
  })
})
