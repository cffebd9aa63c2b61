/**
 * Words that hold a sentence together and say nothing about a trouble, in the languages that are most often seen.
 * An organization's own lexicon tells the same once it has some hundred texts; this is for the time before.
 */
const lists: Readonly<Record<string, string>> = {
  en: `a about after again all also always am an and any are as at back be because been before being but by came can
    cannot come could did do does doing done don down during each even every for from get gets getting go goes got had
    has have having he help her here hers hi hello him his how i if in into is it its just keep keeps know last like me
    more most much my need never no not now of off on once one only or other our out over own please same she should
    since so some still such than thanks that the their them then there these they thing this those through to today
    too try tried trying under until up us use used using very want was way we week were what when where which while
    who why will with without would yes yesterday yet you your day days time times isn doesn didn won wasn aren ve ll`,
  tr: `acaba ama ancak artık aynı ben bana beni benim bir biraz birkaç biz bize bizim bu buna bunu bunun çok çünkü da
    daha de defa değil diye doğru en gibi göre hala hâlâ hem hep her hiç için ile ise işte kadar kez ki lütfen merhaba
    mı mi mu mü nasıl ne neden nerede niye o olan olarak oldu olduğu olmuyor oluyor ona onu onun sadece sanki siz size
    sizin sonra şey şimdi şu tekrar teşekkürler tüm var ve veya ya yani yok yine zaten bugün dün önce beri rağmen`,
  th: `กับ ก็ การ ของ ขอ ครับ ค่ะ คะ คือ ความ จะ จาก จึง ช่วย ซึ่ง ด้วย ด้าน ต้อง ตาม แต่ ถึง ถ้า ทำ ทำให้ ที่ ทุก นะ นั้น นี้ ใน
    บาง เป็น ไป ผม เพราะ มา มาก มี ไม่ ไม่ได้ เมื่อ แม้ ยัง และ แล้ว แล้วก็ ว่า ไว้ ส่วน หรือ หลัง หลังจาก ให้ อยู่ อยาก อย่าง อะไร
    อีก ฉัน ดิฉัน เรา ได้ โดย เลย ทั้ง เคย กำลัง เวลา ตอน พอ แบบ ยังไง สวัสดี`,
  de: `aber alle als also am an auch auf aus bei beim bin bis bitte da dann das dass dem den denn der des die dies
    diese doch dort du durch ein eine einem einen einer eines er es für ganz gar geht gibt hab habe haben hallo hat
    hatte ich ihr im immer in ist ja jetzt kann kein keine können man mehr mein meine meinem meinen mich mir mit muss
    nach nicht noch nun nur ob oder schon sehr sein seit sich sie sind so über um und uns unter vom von vor war was
    weil wenn wer wie wieder wird wir wurde zu zum zur`,
  fr: `à au aux avec avoir c ce ces cet cette d dans de depuis des donc du elle elles en encore est et étais était être
    fait faire il ils j je jamais l la le les leur lui m ma mais me mes moi mon n ne nous on ont ou où par pas plus
    pour pourquoi qu quand que qui sa sans se ses si son sont sur ta toujours tout très tu un une vous y bonjour merci`,
  es: `a al algo antes como con cuando de del desde donde dos el ella en entre era es esta está este esto estoy fue ha
    hace hacer hasta hay he hola la las le les lo los más me mi mis mucho muy nada ni no nos o otra para pero por
    porque puede puedo que qué se ser si sí siempre sin sobre solo son su sus también tan tengo tiene todo tras un una
    uno y ya yo gracias`,
}

const sets = new Map(Object.entries(lists).map(([language, list]) => [language, new Set(list.split(/\s+/))]))

/** @param word in lower case, as it is written */
export const isFunctionWord = (word: string, language: string): boolean =>
  sets.get(language)?.has(word) === true
