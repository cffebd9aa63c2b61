/** Words beside a number that tell what it is, in the languages that support teams write most. */

/** `phone`, `call me`, … : the number is a phone number even where no numbering plan knows it. */
export const phoneCue =
  /(?:phone|mobile|\bcell\b|(?:call|ring|reach|text|contact) (?:me|us)|my number|whats ?app|viber|\btel\b|tel[.:]|telefon|tlf|\bgsm\b|\bcep\b|numaram|numaramdan|arayın|arayabilirsiniz|ulaşın|ulaşabilirsiniz|โทร|เบอร์|มือถือ|ติดต่อกลับ|handynummer|\bhandy\b|festnetz|rufnummer|rückruf|rufen sie|zurückrufen|erreichbar|erreichen sie|portable|téléphone|joindre|appele[zr]|rappele[zr]|mon fixe|mon numéro|teléfono|telefono|móvil|celular|\bfijo\b|mi número|llám|電話|携帯|連絡先|折り返し|番号は|هاتف|جوال|موبايل|اتصل|الاتصال|تواصل|واتساب|رقمي|телефон|电话|手机)/giu

const thing =
  'error|err\\b|code|kod[u:]?\\b|hata|version|sürüm(?:ü|ünde)?|firmware|build|model|serial|seri no|s\\/n|imei|รหัส|รุ่น|เวอร์ชัน|อะไหล่|fehler|artikel|ersatzteil|\\bteil|erreur|série|modèle|pièce|versión|serie|modelo|código|pieza|エラー|型番|部品|خطأ|رمز|قطعة|\\bparça|\\bsku\\b|\\bpart\\b'
const numberWord = '(?:no|nr|number|num|numarası|nummer|n°|nº|code|コード|番号|เลขที่|หมายเลข|رقم)'

/** `error`, `version`, … : the number names a thing, not a person. */
export const thingCue = new RegExp(
  `(?:${thing})(?:[^\\p{L}\\p{N}]{0,2}${numberWord})?[^\\p{L}\\p{N}]{0,4}`,
  'giu',
)

export const turkishIdCue = /(?:\bt\.? ?c\.?\b|tckn|kimlik|vatandaşlık)/iu
export const thaiIdCue =
  /(?:บัตรประชาชน|ประจำตัวประชาชน|เลขบัตร|เลขประจำตัว|ปชช|national id|id card|citizen id)/iu
export const nationalIdCue =
  /(?:national id|identity|\bssn\b|social security|national insurance|\bnino\b|\bni number|personalausweis|steuer-?id|steueridentifikation|sozialversicherung|sécurité sociale|\bnir\b|\bdni\b|\bnie\b|マイナンバー|個人番号|الهوية|هوية)/iu
export const ipCue = /(?:\bip\b|ip:|address|adresi)/iu

/**
 * For every position of the text, whether a match of `cue` (global) ends at most `before` units ahead of it or begins
 * at most `after` units behind it. One pass over the text, so that many numbers cost no more than one.
 */
export function markNear(text: string, cue: RegExp, before: number, after: number): Uint8Array {
  const near = new Uint8Array(text.length + 1)
  for (const { index, 0: word } of text.matchAll(cue)) {
    const end = index + word.length
    near.fill(1, Math.max(0, index - after), index).fill(1, end, Math.min(near.length, end + before + 1))
  }
  return near
}

/** Whether `cue` stands within `reach` units before the position, or a few after it. */
export function hasCue(text: string, start: number, end: number, cue: RegExp, reach = 32): boolean {
  return cueBefore(text, start, cue, reach) || cue.test(text.slice(end, end + 16))
}

export function cueBefore(text: string, start: number, cue: RegExp, reach = 32): boolean {
  return cue.test(text.slice(Math.max(0, start - reach), start))
}
