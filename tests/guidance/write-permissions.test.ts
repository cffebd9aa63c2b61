import { expect, test } from 'vitest'
import { WritePermissions } from '../../src/guidance/write-permissions.ts'

const at = (milliseconds: number) => new Date(milliseconds)

test('an answer counts for five minutes, for one repository and one login, however it is written', () => {
  const permissions = new WritePermissions()
  permissions.note('one', 'Ines', true, at(0))
  expect(permissions.recall('one', 'ines', at(299_999))).toBe(true)
  expect(permissions.recall('one', 'ines', at(300_000))).toBeNull()
  expect(permissions.recall('other', 'ines', at(0))).toBeNull()
  permissions.note('one', 'ines', false, at(1))
  expect(permissions.recall('one', 'ines', at(2))).toBe(false)
})

test('those asked longest ago are forgotten', () => {
  const permissions = new WritePermissions()
  for (let count = 0; count <= 10_000; count++) permissions.note('one', `login-${count}`, true, at(0))
  expect(permissions.recall('one', 'login-0', at(0))).toBeNull()
  expect(permissions.recall('one', 'login-1', at(0))).toBe(true)
})
