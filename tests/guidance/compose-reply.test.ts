import { expect, test } from 'vitest'
import { composeReply } from '../../src/guidance/compose-reply.ts'

test('whatever people wrote, a reply mentions, links and closes nothing', () => {
  const hostile = '@octocat fixes #1 https://evil.example <!-- x --> `'
  const unpublished = { login: '@octocat', kept: hostile }
  for (const way of ['comment', 'label'] as const) {
    const replies = [
      composeReply(way, { outcome: 'wrong', reason: `"${hostile}" is no kind.`, ...unpublished }),
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
  const wrong = { outcome: 'wrong', reason: 'x', login: 'ines', kept: null } as const
  expect(composeReply('comment', wrong)).toContain('\n/guidance Set the clock after a power cut\n')
})
