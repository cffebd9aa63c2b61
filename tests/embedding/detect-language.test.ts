import { expect, test } from 'vitest'
import { detectLanguage } from '../../src/embedding/detect-language.ts'
import { shortSentences } from './short-sentences.ts'

test.each([
  ['en', 'The clock goes back to midnight whenever the power fails.'],
  ['en', 'cannot set the timer'],
  ['tr', 'Mikrodalganın saati elektrik kesilince sıfırlanıyor.'],
  ['tr', 'Kargom hâlâ gelmedi, ne zaman gelir?'],
  ['th', 'นาฬิกาของไมโครเวฟตั้งเวลาไม่ได้'],
  ['th', 'ต่อ Wi-Fi ไม่ติดค่ะ'],
  ['de', 'Die Uhr der Mikrowelle lässt sich nicht einstellen.'],
  ['fr', "L'horloge du four ne garde pas l'heure."],
  ['es', 'El reloj del microondas no guarda la hora.'],
  ['it', "L'orologio del forno non si regola più."],
  ['pt', 'O relógio do micro-ondas não guarda a hora certa.'],
  ['nl', 'De klok van de magnetron loopt steeds achter.'],
  ['pl', 'Zegar w kuchence mikrofalowej ciągle się spóźnia.'],
  ['ru', 'Часы на микроволновке сбиваются после отключения света.'],
  ['uk', 'Годинник на мікрохвильовці скидається після вимкнення світла.'],
  ['ar', 'ساعة الميكروويف لا تحفظ الوقت بعد انقطاع الكهرباء'],
  ['ja', '電子レンジの時計が合わせられません。'],
  ['ko', '전자레인지 시계를 맞출 수 없어요.'],
  ['zh', '微波炉的时钟无法设置。'],
  ['vi', 'Đồng hồ của lò vi sóng không lưu được giờ.'],
])('tells %s: %s', (language, text) => {
  expect(detectLanguage(text)).toEqual({ language, reliable: true })
})

test.each(['', '   ', '12345 678', '🙃🙃', '!?'])(
  'says undetermined where there are no letters: "%s"',
  (text) => {
    expect(detectLanguage(text)).toEqual({ language: 'und', reliable: false })
  },
)

test('reads only the beginning of a long text', () => {
  expect(
    detectLanguage(`The parcel never arrived. ${'kargo '.repeat(4000)}`.slice(0, 20_000)).language,
  ).toBeTypeOf('string')
})

const told = (language: string) => {
  const sentences = shortSentences[language] ?? []
  return {
    right: sentences.filter((text) => detectLanguage(text).language === language).length,
    of: sentences.length,
  }
}

test('short sentences, of languages that are much alike too, are told apart nineteen times of twenty', () => {
  const counts = Object.keys(shortSentences).map(told)
  const of = counts.reduce((sum, count) => sum + count.of, 0)
  expect(of).toBeGreaterThan(150)
  expect(counts.reduce((sum, count) => sum + count.right, 0) / of).toBeGreaterThan(0.95)
})

test.each(['en', 'tr', 'th', 'de', 'es', 'fr', 'ja', 'ar'])(
  'of a dozen short ones in %s at most one is taken for another',
  (language) => {
    const { right, of } = told(language)
    expect(of).toBeGreaterThanOrEqual(12)
    expect(of - right).toBeLessThanOrEqual(1)
  },
)

test.each([
  ['en', 'Please help, my order 4471 is late 😡😡 https://shop.example/o/4471'],
  ['th', 'ขอเงินคืน refund please ได้ไหมคะ order 4471'],
  ['ar', 'التطبيق WhatsApp لا يعمل 😡'],
  ['tr', 'Siparişim gelmedi!!! 4471 numaralı sipariş 😡'],
])('numbers, addresses and pictures do not hide %s', (language, text) => {
  expect(detectLanguage(text).language).toBe(language)
})
