import { expect, test } from 'vitest'
import { composeReply } from '../../src/guidance/compose-reply.ts'
import { parseGuidanceComment } from '../../src/guidance/parse-guidance-comment.ts'
import { reason } from '../../src/guidance/reason.ts'

test('whatever people wrote, a reply mentions, links and closes nothing', () => {
  const hostile = '@octocat fixes #1 https://evil.example <!-- x --> `'
  const unpublished = { login: '@octocat', kept: hostile }
  for (const way of ['comment', 'label'] as const) {
    const replies = [
      composeReply(way, { outcome: 'wrong', reason: reason`"${hostile}" is no kind.`, ...unpublished }),
      composeReply(way, { outcome: 'refused', ...unpublished }),
      composeReply(way, {
        ...{ outcome: 'published', title: hostile, version: 1, versionRange: '<2', locales: ['tr'] },
        ...{ touchpoint: 'SET_UP', githubLogin: '@octocat', createdAt: new Date(0), product: hostile },
        ...{ component: hostile, isForProblem: true },
      }),
    ]
    for (const reply of replies) expect(reply).not.toMatch(/@octocat|#1\b|https:|<!--/)
  }
})

test('the command in a reply can be copied', () => {
  const wrong = { outcome: 'wrong', reason: reason`x`, login: 'ines', kept: null } as const
  expect(composeReply('comment', wrong)).toContain('\n/guidance Set the clock after a power cut\n')
})

test.each([
  ['/guidance Title\nversion: 2\n\ntext', 'write "versions:" instead'],
  ['/guidance One\n\ntext\n\n/guidance Two\n\ntext', 'two /guidance commands'],
  ['/guidance Title\n---\ntext', 'A line of --- or === right below'],
])('our own words in the reply to %j are whole, to be copied', (comment, words) => {
  const said = parseGuidanceComment(comment)
  if (said === null || !('error' in said)) throw new Error('it was to be wrong')
  const reply = composeReply('comment', { outcome: 'wrong', reason: said.error, login: 'ines', kept: null })
  expect(reply).toContain(words)
  expect(reply).not.toContain('\u200B')
})

test('on a ticket of ours the reply to a label sends people to a comment, and nowhere else', () => {
  const reply = composeReply('label', { outcome: 'ours' })
  expect(reply).toContain('/guidance Set the clock after a power cut')
  expect(reply).not.toMatch(/Edit the issue|Set the label|Its title/)
})
