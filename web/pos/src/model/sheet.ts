/** A document on A4, in Thai or English: the same frozen content as on 80 mm, in columns, with the buyer and signatures. */
import type { Buyer } from './buyer'
import type { NoteData } from './note'
import { satang, shown } from './money'
import { paperTime, tenderNames, type PaperLanguage, type ReceiptData, type ReceiptTax } from './receipt'
import { asPrinted } from './tenders'

export interface Sheet {
  name: string
  address: string[]
  title: string
  copy: string
  /** Number, date and what it cites. */
  about: [string, string][]
  buyer: string[]
  columns: string[]
  rows: string[][]
  sums: { label: string; value: string; strong?: boolean }[]
  notes: string[]
  signs: string[]
}

const WORDS = {
  en: {
    branch: (code: string) => (code === '00000' ? 'Head office' : `Branch ${code}`),
    taxId: 'Tax ID',
    phone: 'Tel.',
    number: 'No.',
    date: 'Date',
    replaces: 'Replaces abbreviated tax invoice',
    original: 'Refers to',
    dated: 'dated',
    customer: 'Customer',
    columns: ['#', 'Code', 'Description', 'Quantity', 'Unit price', 'Discount', 'Amount'],
    noteColumns: ['#', 'Code', 'Description', 'Quantity', 'Amount'],
    cover: 'covered by a course',
    session: 'session back to the course',
    subtotal: 'Subtotal',
    discount: 'Discount',
    exempt: 'VAT exempt',
    net: 'Value before VAT',
    vat: (rate: string) => `VAT ${rate}%`,
    total: 'Total',
    back: 'Paid back',
    originalValue: 'Value on the original',
    rightValue: 'Right value',
    difference: 'Difference, before VAT',
    reason: 'Reason',
    paidBy: 'Paid by',
    cashier: 'Cashier',
    issued: 'Issued by',
    received: 'Received by',
    copy: 'COPY',
    void: 'VOID',
  },
  th: {
    branch: (code: string) => (code === '00000' ? 'สำนักงานใหญ่' : `สาขาที่ ${code}`),
    taxId: 'เลขประจำตัวผู้เสียภาษี',
    phone: 'โทร.',
    number: 'เลขที่',
    date: 'วันที่',
    replaces: 'ออกแทนใบกำกับภาษีอย่างย่อ',
    original: 'อ้างถึง',
    dated: 'ลงวันที่',
    customer: 'ลูกค้า',
    columns: ['ลำดับ', 'รหัส', 'รายการ', 'จำนวน', 'ราคาต่อหน่วย', 'ส่วนลด', 'จำนวนเงิน'],
    noteColumns: ['ลำดับ', 'รหัส', 'รายการ', 'จำนวน', 'จำนวนเงิน'],
    cover: 'ตัดคอร์ส',
    session: 'ครั้ง คืนเข้าคอร์ส',
    subtotal: 'รวม',
    discount: 'ส่วนลด',
    exempt: 'ยกเว้นภาษีมูลค่าเพิ่ม',
    net: 'มูลค่าก่อนภาษี',
    vat: (rate: string) => `ภาษีมูลค่าเพิ่ม ${rate}%`,
    total: 'รวมทั้งสิ้น',
    back: 'จ่ายคืน',
    originalValue: 'มูลค่าตามเอกสารเดิม',
    rightValue: 'มูลค่าที่ถูกต้อง',
    difference: 'ผลต่าง ก่อนภาษี',
    reason: 'เหตุผล',
    paidBy: 'ชำระโดย',
    cashier: 'แคชเชียร์',
    issued: 'ผู้ออกเอกสาร',
    received: 'ผู้รับเงิน',
    copy: 'สำเนา',
    void: 'ยกเลิก',
  },
} as const

const figure = (amount: string | undefined): string => shown(satang(amount)).replace('−', '-')
const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)
const day = (date: string, language: PaperLanguage): string => paperTime(`${date}T12:00:00+07:00`, language).slice(0, 10)

interface Issuer {
  company_name: string
  company_name_th: string
  branch_name: string
  branch_name_th: string
  tax_id: string
  tax_branch_code: string
  address: string
  address_th: string
  phone: string
}

function issuer(from: Issuer, language: PaperLanguage): Pick<Sheet, 'name' | 'address'> {
  const words = WORDS[language]
  const thai = language === 'th'
  const branch = (thai && from.branch_name_th) || from.branch_name
  return {
    name: (thai && from.company_name_th) || from.company_name,
    address: [
      from.tax_branch_code ? `${branch} (${words.branch(from.tax_branch_code)})` : branch,
      (thai && from.address_th) || from.address,
      from.phone ? `${words.phone} ${from.phone}` : '',
      from.tax_id ? `${words.taxId} ${from.tax_id}` : '',
    ].filter(Boolean),
  }
}

function buyerLines(buyer: Buyer | null | undefined, customer: string, language: PaperLanguage): string[] {
  const words = WORDS[language]
  if (!buyer) return customer ? [`${words.customer}: ${customer}`] : []
  return [`${words.customer}: ${buyer.name}`, `${words.taxId} ${buyer.tax_id} (${words.branch(buyer.branch_code)})`, buyer.address]
}

function taxSums(taxes: readonly ReceiptTax[], language: PaperLanguage): Sheet['sums'] {
  const words = WORDS[language]
  return taxes.flatMap((tax) => {
    if (tax.exempt) return satang(tax.gross) === 0 ? [] : [{ label: words.exempt, value: figure(tax.gross) }]
    return [
      { label: words.net, value: figure(tax.net) },
      { label: words.vat(trimmed(tax.rate)), value: figure(tax.vat) },
    ]
  })
}

function paidBy(tenders: readonly { kind: string; amount: string; reference?: string }[], language: PaperLanguage): string {
  const names = tenderNames(language)
  const parts = asPrinted(tenders).map((one) => [names[one.kind] ?? one.kind, one.reference, figure(one.amount)].filter(Boolean).join(' '))
  return parts.length ? `${WORDS[language].paidBy}: ${parts.join(', ')}` : ''
}

/** A receipt, or the full tax invoice that took its place. */
export function receiptSheet(receipt: ReceiptData, language: PaperLanguage, copies: number): Sheet {
  const words = WORDS[language]
  const thai = language === 'th'
  return {
    ...issuer(receipt, language),
    title: thai ? receipt.title_th : receipt.title_en,
    copy: receipt.state === 'voided' || receipt.invoice ? words.void : copies > 0 ? `${words.copy} ${copies}` : '',
    about: [
      [words.number, receipt.number],
      [words.date, paperTime(receipt.paid_at, language).slice(0, 10)],
      ...(receipt.replaces_number
        ? ([[words.replaces, `${receipt.replaces_number} ${words.dated} ${day(receipt.replaces_on ?? '', language)}`]] as [string, string][])
        : []),
    ],
    buyer: buyerLines(receipt.buyer, [receipt.patient_name, receipt.hn].filter(Boolean).join(' '), language),
    columns: [...words.columns],
    rows: receipt.lines.map((line, at) => [
      String(at + 1),
      line.code,
      [(thai && line.name_th) || line.name_en, line.cover ? `(${words.cover} ${(thai && line.cover.title_th) || line.cover.title})` : ''].filter(Boolean).join(' '),
      trimmed(line.quantity),
      figure(line.unit_price),
      satang(line.discount) > 0 ? figure(line.discount) : '',
      figure(line.gross),
    ]),
    sums: [
      ...(satang(receipt.discount) > 0
        ? [
            { label: words.subtotal, value: figure(receipt.subtotal) },
            { label: words.discount, value: `-${figure(receipt.discount)}` },
          ]
        : []),
      ...taxSums(receipt.taxes, language),
      { label: words.total, value: figure(receipt.total), strong: true },
    ],
    notes: [paidBy(receipt.tenders, language)].filter(Boolean),
    signs: [`${words.issued} ${receipt.issued_by || receipt.cashier}`, words.received],
  }
}

/** A credit note or refund receipt. */
export function noteSheet(note: NoteData, language: PaperLanguage, copies: number): Sheet {
  const words = WORDS[language]
  const thai = language === 'th'
  const values = [
    { label: words.originalValue, value: figure(note.original_value) },
    { label: words.rightValue, value: figure(note.right_value) },
    { label: words.difference, value: figure(note.difference) },
  ]
  return {
    ...issuer(note, language),
    title: thai ? note.title_th : note.title_en,
    copy: copies > 0 ? `${words.copy} ${copies}` : '',
    about: [
      [words.number, note.number],
      [words.date, paperTime(note.paid_at, language).slice(0, 10)],
      [words.original, `${note.original_number} ${words.dated} ${day(note.original_on, language)}`],
    ],
    buyer: buyerLines(note.buyer, [note.patient_name, note.hn].filter(Boolean).join(' '), language),
    columns: [...words.noteColumns],
    rows: note.lines.map((line, at) => [
      String(at + 1),
      line.code,
      [(thai && line.name_th) || line.name_en, line.covered ? `(${words.session})` : ''].filter(Boolean).join(' '),
      trimmed(line.quantity),
      figure(line.gross),
    ]),
    sums: [
      ...(note.kind === 'credit_note' ? values : []),
      ...taxSums(note.taxes, language).filter((one) => one.label !== words.net),
      { label: words.back, value: figure(note.total), strong: true },
    ],
    notes: [`${words.reason}: ${note.reason}`, paidBy(note.tenders, language)].filter(Boolean),
    signs: [`${words.issued} ${note.cashier}`, words.received],
  }
}
