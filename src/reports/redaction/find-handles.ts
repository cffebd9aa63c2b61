import type { Finding } from './redaction.types.ts'

const handle = /(?<![\p{L}\p{N}\p{M}_.@/\\-])@[\p{L}_][\p{L}\p{M}\p{N}_.-]{0,63}/gu
const latinHandle = /^@[\p{Script=Latin}_][\p{Script=Latin}\p{Mn}\p{N}_.-]*/u
const userName =
  /(?:\bline ?id|ไลน์ไอดี|ไอดีไลน์|ไอดี ?line|\buser ?name|\bnickname|kullanıcı ad[ıi]m?|benutzername|nom d['’]utilisateur|\bpseudo|nombre de usuario|\busuario|ユーザー(?:名|ID)|ชื่อผู้ใช้|اسم المستخدم|\b(?:instagram|insta|telegram|skype|discord|snapchat|tiktok|wechat|facebook)(?= ?(?::|is )| [a-z0-9.]{0,31}(?:_|\.[a-z])))(?:[ :]{1,3}|は)(?:(?:is|ist|est|es|:) )?([a-z0-9_.][a-z0-9_.-]{2,31})/giu

/** Names on social networks: `@user`, and what follows "Line ID" or "user name". Decorators such as `@2x` start with a digit. */
export function findHandles(text: string): Finding[] {
  const found: Finding[] = []
  for (const match of text.matchAll(handle)) {
    // A Latin handle ends where Thai or Japanese words go on without a space.
    const name = (latinHandle.exec(match[0])?.[0] ?? match[0]).replace(/[.-]{1,64}$/, '')
    if (name.length > 2) found.push({ start: match.index, end: match.index + name.length, kind: 'HANDLE' })
  }
  for (const match of text.matchAll(userName)) {
    const written = match[1] ?? ''
    const name = written.replace(/[.-]{1,32}$/, '')
    // "username is wrong", "user name 2" and "Telegram: v10.4" tell nobody.
    if (!/[\d_.]/.test(name) || /^v?[\d._]+$/i.test(name)) continue
    const end = match.index + match[0].length - (written.length - name.length)
    found.push({ start: end - name.length, end, kind: 'HANDLE' })
  }
  return found
}
