import type { Finding } from './redaction.types.ts'

/** What the number belongs to; a bare "number" is too common to be one. */
const owner =
  /(?:orders?|accounts?|customers?|invoices?|tracking|booking|reservation|policy|contract|membership|subscription|ref(?:erence)?|sipariş|hesap|müşteri|fatura|kargo takip|takip|rezervasyon|poliçe|abone(?:lik)?|คำสั่งซื้อ|ออเดอร์|เลขที่บัญชี|บัญชี|หมายเลขลูกค้า|พัสดุ|ใบแจ้งหนี้|bestellung|bestell|kunden|rechnungs?|konto|vertrags?|sendungs?|commande|compte|client|facture|suivi|contrat|pedido|cuenta|cliente|factura|seguimiento|contrato|注文|お客様|口座|会員|契約|طلب|الطلب|حساب|الحساب|الفاتورة)/giu
const between =
  /^(?:[ '’.:#=-]{0,3}(?:numbers?|numaras[ıi]|numaram|numara|numéro|número|nummer|num|nr|no|n°|nº|№|id|code|kodu|is|ist|est|es|de|番号|は|หมายเลข|เลขที่|คือ|رقم|هو)[:.]?){0,3}[ :#=.-]{0,4}/iu
const token = /^[A-Z0-9][A-Z0-9-]{5,31}(?![A-Z0-9])/iu
const amountAfter = /^[.,]?\d*\s?(?:\p{Sc}|tl\b|try\b|usd\b|eur\b|gbp\b|thb\b|บาท|円|%)/iu

/**
 * Order, account, customer and invoice numbers: only with such a word directly before them and with six digits or
 * more, so that "order 12 cups" and "account 2" stay readable.
 */
export function findReferences(text: string): Finding[] {
  const found: Finding[] = []
  for (const match of text.matchAll(owner)) {
    const from = match.index + match[0].length
    const gap = between.exec(text.slice(from, from + 64))?.[0].length ?? 0
    const start = from + gap
    const reference = token.exec(text.slice(start, start + 34))?.[0]
    if (reference === undefined || gap === 0 || !isReference(reference)) continue
    if (amountAfter.test(text.slice(start + reference.length, start + reference.length + 12))) continue
    found.push({ start, end: start + reference.length, kind: 'ACCOUNT_NUMBER' })
  }
  return found
}

function isReference(reference: string): boolean {
  const digits = reference.replaceAll(/\D/g, '').length
  const isDate = /^(?:19|20|25)\d\d-\d\d?-\d\d?$|^\d\d?-\d\d?-\d{4}$/.test(reference)
  return digits >= 6 && !isDate
}
