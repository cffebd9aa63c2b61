import type { Finding } from './redaction.types.ts'

/** `cue` finds where a name may follow, whatever its case; `name` reads it there: only capitals tell a name. */
type Introduction = { cue: RegExp; name: RegExp }

const word = "\\p{Lu}[\\p{L}\\p{M}'’-]{0,30}"
const particle = '(?:(?:van|von|der|den|de|del|della|da|dos|la|le|bin|ben|al|el|y|zu) ){0,2}'
const title = '(?:(?:Dr|Prof|Dipl|Ing|Av|Op)\\.? ){0,2}'
const latinName = (words: number, after = '') =>
  new RegExp(`${title}${word}(?: ${particle}${word}){0,${words - 1}}${after}`, 'uy')

const introductions =
  "my (?:full |first |last )?name(?:'s| is|:)|i am called|name on the (?:account|order|card)(?: is|:)|(?:full|customer) name:|" +
  'benim ad[ıi]m|ben[iı]m (?:i|İ)sm(?:i|İ)m|soyad[ıi]m|ad[ıi](?: ve)? soyad[ıi]:?|' +
  'mein (?:voller )?name(?: ist|:)|ich hei(?:ß|ss)e|hier spricht|' +
  "je m['’]appelle|je me nomme|mon (?:pré)?nom(?: complet)?(?: est| ?:)|" +
  'me llamo|mi nombre(?: completo)?(?: es|:)|mis apellidos son'
// "Adım" is a step as well: a name only where the sentence begins with it.
const turkishStart = '(?<=(?:^|[.!?,;:\\n]|merhaba|selam|selamlar) {0,2})(?:ad[ıi]m|[iİ]smim)'
const titles =
  'M(?:rs?|s|iss|x|me|lle|onsieur|adame|ademoiselle)|Dr|Prof|Herrn?|Frau|Sra?|Srta|Señora?|Señorita|Doña|Sayın'
const farewells =
  '(?:best|kind|warm) (?:regards|wishes)|regards|sincerely|yours|cheers|thanks|thank you|' +
  'sayg[ıi]lar(?:[ıi]mla|[ıi]m[ıi]zla)?|sevgiler(?:imle)?|teşekkürler|iyi günler|' +
  'gr(?:ü|ue)(?:ß|ss)en?|gru(?:ß|ss)|danke|cordialement|bien à vous|salutations|merci|' +
  'saludos(?: cordiales)?|un saludo|atentamente|gracias'

const kanji = '[\\p{Script=Han}\\p{Script=Katakana}ー々]'
const kanjiName = `${kanji}{2,8}(?:[ ・]${kanji}{1,8})?`
const thaiWord = '(?:(?!ครับ|ค่ะ|คะ|นะ|จ้า|ค่า)[\\p{Script=Thai}]){2,24}'
const thaiClause =
  'เครื่อง|สินค้า|แอป|เรา|ผม|ดิฉัน|ฉัน|ซื้อ|ใช้|แจ้ง|โทร|เบอร์|ติดต่อ|อยู่|มี|ไม่|อยาก|ต้องการ|ขอ|เป็น|จาก|สั่ง|ได้|จะ|ทีวี|ตู้|หม้อ|เตา|พัดลม|จอ|ปัญหา|คือ|และ'
const arabicNoName = '(?!(?:لا|لم|لن|ليس|غير|في|على|من|هو|هي|يظهر|مكتوب|خطأ)(?!\\p{L}))'
const arabicWord = `${arabicNoName}\\p{Script=Arabic}{2,20}`

const smallName = /\p{Ll}[\p{L}\p{M}'’-]{1,30}(?: \p{Ll}[\p{L}\p{M}'’-]{1,30}(?= ?(?:[.,!;\n]|$)))?/uy
const rules: readonly Introduction[] = [
  { cue: after(introductions, ' {1,2}', 'giu'), name: latinName(4) },
  // In small letters too where a name must follow, or nearly always does.
  {
    cue: after("my name(?:'s| is)|je m['’]appelle|je me nomme|ich hei(?:ß|ss)e|me llamo", ' ', 'giu'),
    name: smallName,
  },
  { cue: after(turkishStart, ' ', 'giu'), name: latinName(4) },
  // With their capital: "200 ms Delay" is a time.
  { cue: after(titles, '\\.? ', 'gu'), name: latinName(2) },
  // To the end of the line: what goes on after the word is a sentence.
  {
    cue: after(farewells, '[,.!]?\\s{1,3}(?:ihre? |your )?', 'giu'),
    name: latinName(3, '(?=[.!]?\\s{0,3}(?:\\n|$))'),
  },
  { cue: after("this is|it['’]s", ' ', 'giu'), name: latinName(3, '(?= (?:speaking|here)(?!\\p{L}))') },
  {
    cue: /(?:名前|氏名)(?:は|:) ?/gu,
    name: new RegExp(
      `(?!必要|不要|不明|別|同じ|空|未|変更|正常)${kanjiName}(?=です|でござ|[。、,.\\n]|$)`,
      'uy',
    ),
  },
  {
    cue: /(?:(?:ผม|ดิฉัน|ฉัน|หนู|ข้าพเจ้า)ชื่อ|ชื่อ-?(?:นาม)?สกุล ?:|นางสาว|น\.ส\.) ?/gu,
    name: new RegExp(`${thaiWord}(?: (?!${thaiClause})${thaiWord}(?= |ครับ|ค่ะ|คะ|$))?`, 'uy'),
  },
  {
    cue: /(?<!\p{L})(?:و?اسمي|الاسم:) /gu,
    name: new RegExp(`${arabicWord}(?: (?!و)${arabicWord})?`, 'uy'),
  },
  {
    cue: /(?<!\p{L})(?:ال)?(?:سيدة?|أستاذة?|دكتورة?|آنسة) /gu,
    name: new RegExp(`${arabicWord}(?: (?:ال|بن )\\p{Script=Arabic}{2,20})?`, 'uy'),
  },
]

/** The word that tells it stands behind the name. */
const patterns: readonly RegExp[] = [
  new RegExp(`(?<!\\p{L})${word}(?= (?:Hanım|Bey|Hanımefendi|Beyefendi)(?!\\p{L}))`, 'gu'),
  new RegExp(`${kanjiName}(?=と(?:申し|もうし|いいま|言いま))`, 'gu'),
  // 仕様, 同様, お客様 and the like are words, not people.
  new RegExp(
    `(?<!(?!様)${kanji})(?:(?!様)${kanji}){1,5}(?<![仕模同多一異客皆奥神王各有何者社方店主員屋])(?=様(?![子式々相態])|さん(?!\\p{Script=Han}))`,
    'gu',
  ),
]

/** What stands after the words of an introduction as well: "my name is wrong", "NOT SHOWN", "Thanks, Support". */
const noName =
  /^(?:not?|never|wrong|missing|mis[a-z]+|still|in(?:correct|valid)?|blank|empty|gone|cut|also|too|on|at|the|being|now|already|taken|required|used|there|always|only|different|(?:show|display|spell|list|print|writ|chang|shorten|truncat)[a-z]*|spelt|nicht|falsch|faux|mal|pas|incorrecto|yanlış|değil|ad[ıi]m|monsieur|madame|m(?:rs?|s|me)|frau|herr|hanım|bey|support|team)(?![\p{L}'’-])/iu

/**
 * Names that the text itself introduces: "my name is", "Herr", "Regards,", と申します. Nothing else tells a name from
 * other words; who knows the customer's name passes it to `findNames`.
 */
export function findIntroducedNames(text: string): Finding[] {
  const found: Finding[] = []
  const add = (start: number, name: string) => {
    if (!noName.test(name)) found.push({ start, end: start + name.length, kind: 'NAME' })
  }
  for (const { cue, name } of rules) {
    for (const match of text.matchAll(cue)) {
      name.lastIndex = match.index + match[0].length
      const read = name.exec(text)
      if (read !== null) add(read.index, read[0])
    }
  }
  for (const pattern of patterns) for (const { index, 0: name } of text.matchAll(pattern)) add(index, name)
  return found
}

function after(words: string, gap: string, flags: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${words})${gap}`, flags)
}
