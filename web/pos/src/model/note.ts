/** A credit note or refund receipt as the server froze it, on 80 mm paper, in Thai or English. */
import type { Buyer } from './buyer'
import { satang, shown } from './money'
import { paperTime, tenderNames, type Paper, type PaperLanguage, type PaperRow, type ReceiptTax } from './receipt'
import { asPrinted } from './tenders'

export interface NoteData {
  number: string
  kind: 'credit_note' | 'refund_receipt'
  title_en: string
  title_th: string
  order_id: number
  printed_count: number
  paid_at: string
  original_number: string
  original_on: string
  original_title_en: string
  original_title_th: string
  reason: string
  company_name: string
  company_name_th: string
  branch_name: string
  branch_name_th: string
  tax_id: string
  tax_branch_code: string
  address: string
  address_th: string
  phone: string
  register: string
  cashier: string
  approved_by: string
  hn: string
  patient_name: string
  lines: {
    code: string
    name_en: string
    name_th: string
    quantity: string
    gross: string
    kept: string
    goods: string
    taxable: boolean
    covered: boolean
  }[]
  taxes: ReceiptTax[]
  original_value: string
  right_value: string
  difference: string
  total: string
  tenders: { kind: string; amount: string; reference: string }[]
  /** Whom the full tax invoice of the bill names. */
  buyer?: Buyer | null
}

const WORDS = {
  en: {
    branch: (code: string) => (code === '00000' ? 'Head office' : `Branch ${code}`),
    taxId: 'Tax ID',
    phone: 'Tel.',
    register: 'Register',
    number: 'No.',
    date: 'Date',
    original: 'Refers to',
    originalDate: 'dated',
    customer: 'Customer',
    cashier: 'Cashier',
    approved: 'Approved by',
    reason: 'Reason',
    returned: 'Returned',
    sessions: 'session back to the course',
    used: 'Used before',
    originalValue: 'Value on the original',
    rightValue: 'Right value',
    difference: 'Difference, before VAT',
    vat: (rate: string) => `VAT ${rate}%`,
    exempt: 'VAT exempt',
    total: 'Paid back',
    received: 'Received by',
    copy: 'COPY',
  },
  th: {
    branch: (code: string) => (code === '00000' ? 'สำนักงานใหญ่' : `สาขาที่ ${code}`),
    taxId: 'เลขประจำตัวผู้เสียภาษี',
    phone: 'โทร.',
    register: 'เครื่อง',
    number: 'เลขที่',
    date: 'วันที่',
    original: 'อ้างถึง',
    originalDate: 'ลงวันที่',
    customer: 'ลูกค้า',
    cashier: 'แคชเชียร์',
    approved: 'ผู้อนุมัติ',
    reason: 'เหตุผล',
    returned: 'รายการที่คืน',
    sessions: 'ครั้ง คืนเข้าคอร์ส',
    used: 'ใช้ไปแล้ว',
    originalValue: 'มูลค่าตามเอกสารเดิม',
    rightValue: 'มูลค่าที่ถูกต้อง',
    difference: 'ผลต่าง ก่อนภาษี',
    vat: (rate: string) => `ภาษีมูลค่าเพิ่ม ${rate}%`,
    exempt: 'ยกเว้นภาษี',
    total: 'จ่ายคืน',
    received: 'ผู้รับเงิน',
    copy: 'สำเนา',
  },
} as const

const figure = (amount: string): string => shown(satang(amount)).replace('−', '-')
const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

/** "20/11/2569": the day of the original, with the Buddhist year on Thai paper. */
function paperDay(day: string, language: PaperLanguage): string {
  return paperTime(`${day}T12:00:00+07:00`, language).slice(0, 10)
}

function lineRows(note: NoteData, language: PaperLanguage): PaperRow[] {
  const words = WORDS[language]
  return note.lines.flatMap((line): PaperRow[] => {
    const name = (language === 'th' && line.name_th) || line.name_en
    const count = trimmed(line.quantity)
    return [
      { kind: 'text', text: `${line.code} ${name}` },
      {
        kind: 'pair',
        inset: true,
        left: line.covered ? `${count} ${words.sessions}` : `x ${count}`,
        right: `${figure(line.gross)} ${line.taxable ? 'V' : 'N'}`,
      },
      ...(satang(line.kept) > 0 ? [{ kind: 'pair', inset: true, left: words.used, right: `(${figure(line.kept)})` } as PaperRow] : []),
    ]
  })
}

/** What the Revenue Code wants on a credit note; a refund receipt of exempt lines shows their sum. */
function valueRows(note: NoteData, language: PaperLanguage): PaperRow[] {
  const words = WORDS[language]
  const exempt = note.taxes.filter((tax) => tax.exempt && satang(tax.gross) > 0)
  const rows: PaperRow[] = exempt.map((tax) => ({ kind: 'pair', left: words.exempt, right: figure(tax.gross) }))
  if (note.kind !== 'credit_note') return rows
  return [
    ...rows,
    { kind: 'pair', left: words.originalValue, right: figure(note.original_value) },
    { kind: 'pair', left: words.rightValue, right: figure(note.right_value) },
    { kind: 'pair', left: words.difference, right: figure(note.difference) },
    ...note.taxes
      .filter((tax) => satang(tax.vat) > 0)
      .map((tax): PaperRow => ({ kind: 'pair', left: words.vat(trimmed(tax.rate)), right: figure(tax.vat) })),
  ]
}

export function notePaper(note: NoteData, language: PaperLanguage, copies: number): Paper {
  const words = WORDS[language]
  const thai = language === 'th'
  const pair = (left: string, right: string): PaperRow => ({ kind: 'pair', left, right })
  const rule: PaperRow = { kind: 'rule' }
  const names = tenderNames(language)
  const branch = (thai && note.branch_name_th) || note.branch_name
  const values = valueRows(note, language)
  const customer = note.buyer ? `${note.buyer.name} ${note.buyer.tax_id}` : [note.patient_name, note.hn].filter(Boolean).join(' ')
  return {
    name: (thai && note.company_name_th) || note.company_name,
    address: [
      note.tax_branch_code ? `${branch} (${words.branch(note.tax_branch_code)})` : branch,
      (thai && note.address_th) || note.address,
      note.phone ? `${words.phone} ${note.phone}` : '',
      note.tax_id ? `${words.taxId} ${note.tax_id}` : '',
      note.register ? `${words.register} ${note.register}` : '',
    ].filter(Boolean),
    title: thai ? note.title_th : note.title_en,
    copy: copies > 0 ? `${words.copy} ${copies}` : '',
    rows: [
      pair(words.number, note.number),
      pair(words.date, paperTime(note.paid_at, language)),
      pair(words.original, note.original_number),
      pair(words.originalDate, paperDay(note.original_on, language)),
      ...(customer ? [pair(words.customer, customer)] : []),
      pair(words.cashier, note.cashier),
      ...(note.approved_by ? [pair(words.approved, note.approved_by)] : []),
      { kind: 'text', text: `${words.reason}: ${note.reason}` },
      rule,
      { kind: 'text', text: words.returned },
      ...lineRows(note, language),
      rule,
      ...(values.length ? [...values, rule] : []),
      { kind: 'pair', left: words.total, right: figure(note.total), size: 'big' },
      ...asPrinted(note.tenders).map((tender) => pair([names[tender.kind] ?? tender.kind, tender.reference].filter(Boolean).join(' '), figure(tender.amount))),
      rule,
    ],
    footer: [`${words.received} ......................................`],
    barcode: /^[\x20-\x7e]+$/.test(note.number) ? note.number : '',
  }
}
