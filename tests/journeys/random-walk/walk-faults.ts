import type { Fault } from '../../../src/github/stand-in/stand-in-faults.ts'
import type { StandInIssue } from '../../../src/github/stand-in/stand-in-types.ts'
import type { Dice } from './dice.ts'

type Asked = { method: string; path: string }

/** What a person does to an issue right before our edit of it is carried out. */
export type Meanwhile = { edit: (issue: StandInIssue) => void; by: string }

/** A fault of any kind that this request can meet. */
export function drawFault(dice: Dice, now: Date, { method, path }: Asked, meanwhile: Meanwhile): Fault {
  const isWrite = method !== 'GET'
  const isEdit = method === 'PATCH' && /\/issues\/\d+$/.test(path)
  const retryAfter = String(dice.between(1, 90))
  return dice.weighted<Fault>([
    [3, { kind: 'lost_after_commit' }],
    [3, { kind: 'bad_gateway_after_commit' }],
    [2, { kind: 'odd_status', status: isWrite ? 200 + dice.int(3) : 500 }],
    [3, { kind: 'truncated_body' }],
    [3, { kind: 'reset_before_commit' }],
    [2, { kind: 'hang' }],
    [isWrite ? 4 : 0, { kind: 'late_commit' }],
    [isEdit ? 6 : 0, { kind: 'edit_meanwhile', ...meanwhile }],
    [2, { kind: 'html', status: dice.hits(0.5) ? 200 : 502 }],
    [1, { kind: 'secondary_limit', status: dice.hits(0.5) ? 403 : 429, retryAfter }],
    [0.5, { kind: 'secondary_limit', status: 429 }],
    [
      1,
      { kind: 'primary_limit', status: 403, resetAt: new Date(now.getTime() + dice.between(1, 300) * 1_000) },
    ],
    [3, { kind: 'status', status: dice.pick([500, 502, 503, 504]) ?? 500, message: 'Server Error' }],
    [0.3, { kind: 'status', status: 401, message: 'Bad credentials' }],
  ])
}
