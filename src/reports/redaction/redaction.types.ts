/** What a removed piece of text was. */
export type RemovedKind =
  | 'URL_TOKEN'
  | 'EMAIL'
  | 'IBAN'
  | 'CARD'
  | 'NATIONAL_ID'
  | 'PHONE'
  | 'ADDRESS_IP'
  | 'DEVICE'
  | 'ACCOUNT_NUMBER'
  | 'HANDLE'
  | 'NAME'

/** The same word in every language: placeholders are matched, counted and searched for. */
export const placeholders: Readonly<Record<RemovedKind, string>> = {
  URL_TOKEN: '[link]',
  EMAIL: '[email]',
  IBAN: '[iban]',
  CARD: '[card]',
  NATIONAL_ID: '[national id]',
  PHONE: '[phone]',
  ADDRESS_IP: '[ip]',
  DEVICE: '[device]',
  ACCOUNT_NUMBER: '[reference]',
  HANDLE: '[handle]',
  NAME: '[name]',
}

/** A span of the folded text, in UTF-16 units, end exclusive. */
export type Finding = { start: number; end: number; kind: RemovedKind; replacement?: string }

/** Stands for text that earlier finders have claimed; no finder treats it as a letter, digit or space. */
export const claimed = '\uE000'
