import { findNumbersOf } from './find-numbers-of.ts'
import type { Finding } from './redaction.types.ts'

/** What the number belongs to; a bare "number" is too common to be one. */
const owner =
  /(?:orders?|purchases?|accounts?|customers?|clients?|invoices?|tracking|parcel|shipment|booking|reservation|policy|contract|membership|member|subscription|ref(?:erence)?|sipariş|satın alma|hesa[pb]|müşteri|fatura|kargo takip|kargo|takip|rezervasyon|poliçe|sözleşme|üyelik|abone(?:lik)?|คำสั่งซื้อ|ออเดอร์|เลขที่บัญชี|บัญชี|หมายเลขลูกค้า|ลูกค้า|พัสดุ|ติดตาม|สมาชิก|ใบแจ้งหนี้|กรมธรรม์|bestellung|bestell|auftrags?|kunden|mitglieds?|rechnungs?|konto|vertrags?|sendungs?|commande|compte|cliente?|facture|suivi|colis|contrat|dossier|adhérent|pedido|cuenta|factura|seguimiento|envío|socio|reserva|contrato|póliza|注文|お客様|顧客|口座|会員|契約|予約|追跡|伝票|طلب|حساب|فاتورة|الفاتورة|عميل|مشترك|شحنة|تتبع|حجز|عضوية|اشتراك)/giu

/** Order, account, customer and invoice numbers. */
export function findReferences(text: string): Finding[] {
  return findNumbersOf(text, { kind: 'ACCOUNT_NUMBER', owner, digits: 6, digitsIfNamed: 5 })
}
