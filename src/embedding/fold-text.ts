/** Letters that have no decomposition into a plain letter and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
  ı: 'i',
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ё: 'е',
}
const special = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu')
const markedLetter = /([\p{Script=Latin}\p{Script=Greek}])\p{Mn}+/gu

/**
 * One spelling for what people type in many: NFKC, lower case, accents off Latin and Greek letters. In other
 * scripts marks are vowels or change the letter, so they stay.
 */
export function foldText(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase()
  const bare = lower.normalize('NFD').replace(markedLetter, '$1').normalize('NFC')
  return bare.replace(special, (letter) => plainLetters[letter] as string)
}
