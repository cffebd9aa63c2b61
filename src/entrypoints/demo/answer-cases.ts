import {
  clockGuidance,
  englishFollowUp,
  type FollowUp,
  turkishFollowUp,
  unrelatedFollowUp,
} from './data/loop.ts'
import type { Agent, DemoCrew } from './demo-crew.ts'
import { expectStep } from './step-missing.ts'
import { type LiveCaseAnswer, submitLiveCase } from './submit-case.ts'
import type { Teller } from './teller.ts'

const words: Readonly<Record<string, string>> = {
  PROBLEM: 'it was written for this very problem',
  COMPONENT: 'it is about the same component',
  LIKENESS: 'its text is like the case',
}

/** The agents' next cases: two get the guidance and say whether it helped, one is about something else. */
export async function answerCases(crew: DemoCrew, now: Date, tell: Teller): Promise<void> {
  for (const [agent, followUp] of [
    [crew.english, englishFollowUp],
    [crew.turkish, turkishFollowUp],
    [crew.english, unrelatedFollowUp],
  ] as const) {
    const answer = await takeCase(agent, followUp, now, tell)
    const match = answer.guidance.find(({ version }) => version.title === clockGuidance.title)
    if (followUp.receipt === null) {
      expectStep(match === undefined, 'an unrelated case gets no guidance of the clock', 'It got it.')
      tell.seen(`The clock's guidance is not shown here; guidance for this case: ${answer.guidance.length}.`)
      continue
    }
    expectStep(
      match !== undefined,
      `the guidance is in the answer to ${agent.name}'s case`,
      `The answer has ${answer.guidance.length} pieces of guidance, none of them the clock's.`,
    )
    tell.seen(`The answer has the guidance “${match.version.title}”: ${words[match.reason] ?? match.reason}.`)
    await giveReceipt(agent, followUp.receipt, answer, match)
    const said = followUp.receipt.helped ? 'it helped.' : `it did not help. “${followUp.receipt.reason}”`
    tell.seen(`${agent.name} reports back: ${said}`)
  }
}

async function takeCase(
  agent: Agent,
  { report }: FollowUp,
  now: Date,
  tell: Teller,
): Promise<LiveCaseAnswer> {
  tell.line()
  tell.line(`${agent.name}'s customer says:`)
  tell.quote(report.text)
  return submitLiveCase(agent.ask, report, now)
}

async function giveReceipt(
  { ask }: Agent,
  { helped, reason }: NonNullable<FollowUp['receipt']>,
  { id }: LiveCaseAnswer,
  { guidance, version }: LiveCaseAnswer['guidance'][number],
): Promise<void> {
  for (const kind of ['SHOWN', helped ? 'HELPED' : 'DID_NOT_HELP'] as const) {
    await ask(
      `mutation ($input: RecordReceiptInput!) { recordReceipt(input: $input) {
        __typename ... on UserError { code message } } }`,
      {
        input: {
          guidanceId: guidance.id,
          version: version.number,
          reportId: id,
          kind,
          ...(kind !== 'SHOWN' && reason ? { reason } : {}),
        },
      },
    )
  }
}
