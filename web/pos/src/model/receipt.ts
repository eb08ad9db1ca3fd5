/** A receipt as the server froze it, laid out line by line for 80 mm paper, in Thai or English. */
import type { Buyer } from './buyer'
import { satang, shown } from './money'
import { asPrinted } from './tenders'

export type PaperLanguage = 'th' | 'en'
/** On a roll of 80 mm, or on a sheet. */
export type Layout = 'roll' | 'a4'

export interface ReceiptLine {
  code: string
  name_en: string
  name_th?: string
  quantity: string
  unit_price: string
  /** What it would cost without the bill's price list. */
  standard_price?: string | null
  /** Price × quantity before any discount. */
  amount?: string
  discount?: string
  gross: string
  taxable: boolean
  cover?: { title: string; title_th?: string; session?: number | null; sessions?: number | null } | null
  /** Which instalment of how many the line pays. */
  part?: { no: number; of: number } | null
}

export interface ReceiptTax {
  code: string
  rate: string
  exempt: boolean
  gross: string
  net: string
  vat: string
}

export interface ReceiptTender {
  kind: string
  amount: string
  tendered?: string | null
  reference?: string
}

export interface ReceiptData {
  number: string
  title_en: string
  title_th: string
  printed_count: number
  paid_at: string
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
  hn: string
  /** What it was sold by. */
  price_list?: { code: string; name_en: string; name_th: string } | null
  lines: ReceiptLine[]
  taxes: ReceiptTax[]
  subtotal: string
  discount: string
  total: string
  tenders: ReceiptTender[]
  change: string
  courses_left: { title: string; title_th?: string; left: number }[]
  state: string
  /** What may be done with the bill; not said beside a fresh sale. */
  _actions?: { name: string }[]
  patient_name?: string
  /** The number of the full tax invoice that took its place. */
  invoice?: string
  /** On a full tax invoice: who it names, what it replaced, who gave it. */
  buyer?: Buyer
  replaces_number?: string
  replaces_on?: string
  issued_by?: string
}

export type PaperRow =
  { kind: 'pair'; left: string; right: string; inset?: boolean; size?: 'big' | 'strong' } | { kind: 'text'; text: string } | { kind: 'rule' }

export interface Paper {
  name: string
  address: string[]
  title: string
  copy: string
  rows: PaperRow[]
  footer: string[]
  barcode: string
}

const WORDS = {
  en: {
    branch: (code: string) => (code === '00000' ? 'Head office' : `Branch ${code}`),
    taxId: 'Tax ID',
    register: 'Register',
    number: 'No.',
    date: 'Date',
    cashier: 'Cashier',
    discount: 'Discount',
    cover: 'Course',
    part: (no: number, of: number) => `Instalment ${no} of ${of}`,
    session: 'session',
    items: (n: string) => `${n} items`,
    total: 'Total',
    exempt: 'N VAT exempt',
    net: 'V Before VAT',
    vat: (rate: string) => `V VAT ${rate}%`,
    cash: 'Cash',
    card: 'Card',
    promptpay: 'PromptPay',
    transfer: 'Transfer',
    credit: 'Customer credit',
    onAccount: 'On account',
    rounding: 'Rounding',
    change: 'Change',
    included: 'VAT included where it applies',
    left: 'Sessions left',
    thanks: 'Thank you',
    copy: 'COPY',
    void: 'VOID',
    phone: 'Tel.',
    subtotal: 'Subtotal',
    customer: 'Customer',
    replaces: 'Replaces',
    replacedBy: 'Cancelled, replaced by',
    priceList: 'Prices',
    standard: 'Normal price',
  },
  th: {
    branch: (code: string) => (code === '00000' ? 'สำนักงานใหญ่' : `สาขาที่ ${code}`),
    taxId: 'เลขประจำตัวผู้เสียภาษี',
    register: 'เครื่อง',
    number: 'เลขที่',
    date: 'วันที่',
    cashier: 'แคชเชียร์',
    discount: 'ส่วนลด',
    cover: 'ตัดคอร์ส',
    part: (no: number, of: number) => `งวดที่ ${no} จาก ${of}`,
    session: 'ครั้ง',
    items: (n: string) => `รวม ${n} ชิ้น`,
    total: 'รวมทั้งสิ้น',
    exempt: 'N ยกเว้นภาษี',
    net: 'V มูลค่าก่อนภาษี',
    vat: (rate: string) => `V ภาษีมูลค่าเพิ่ม ${rate}%`,
    cash: 'เงินสด',
    card: 'บัตร',
    promptpay: 'พร้อมเพย์',
    transfer: 'เงินโอน',
    credit: 'เครดิตลูกค้า',
    onAccount: 'ขายเชื่อ',
    rounding: 'ปัดเศษ',
    change: 'เงินทอน',
    included: 'ราคารวมภาษีมูลค่าเพิ่มแล้ว',
    left: 'คอร์สคงเหลือ',
    thanks: 'ขอบคุณค่ะ',
    copy: 'สำเนา',
    void: 'ยกเลิก',
    phone: 'โทร.',
    subtotal: 'รวม',
    customer: 'ลูกค้า',
    replaces: 'ออกแทน',
    replacedBy: 'ยกเลิก ออกแทนโดย',
    priceList: 'บัญชีราคา',
    standard: 'ราคาปกติ',
  },
} as const

function figure(amount: string): string {
  return shown(satang(amount)).replace('−', '-')
}

function trimmed(quantity: string): string {
  return quantity.includes('.') ? quantity.replace(/\.?0+$/, '') : quantity
}

/** "20/11/2569 11:47": Buddhist years on Thai paper. */
export function paperTime(instant: string, language: PaperLanguage, timeZone = 'Asia/Bangkok'): string {
  const tag = language === 'th' ? 'th-TH-u-ca-buddhist-nu-latn' : 'en-GB'
  const parts = new Intl.DateTimeFormat(tag, {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant))
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('day')}/${part('month')}/${part('year')} ${part('hour')}:${part('minute')}`
}

function lineRows(line: ReceiptLine, language: PaperLanguage): PaperRow[] {
  const words = WORDS[language]
  const mark = line.taxable ? 'V' : 'N'
  const name = language === 'th' ? line.name_th || line.name_en : line.name_en
  const rows: PaperRow[] = [{ kind: 'text', text: `${line.code} ${name}` }]
  if (line.cover) {
    const of = line.cover.session ? ` ${line.cover.session}/${line.cover.sessions ?? ''}` : ` 1`
    rows.push({
      kind: 'pair',
      inset: true,
      left: `${words.cover} ${(language === 'th' && line.cover.title_th) || line.cover.title}${of} ${words.session}`,
      right: `0.00 ${mark}`,
    })
    return rows
  }
  if (line.part) rows.push({ kind: 'text', text: words.part(line.part.no, line.part.of) })
  const discount = satang(line.discount ?? '0')
  const amount = line.amount ?? line.gross
  rows.push({ kind: 'pair', inset: true, left: `${trimmed(line.quantity)} x ${figure(line.unit_price)}`, right: `${figure(amount)} ${mark}` })
  if (satang(line.standard_price) > satang(line.unit_price)) {
    rows.push({ kind: 'pair', inset: true, left: `${words.standard} ${figure(line.standard_price ?? '')}`, right: '' })
  }
  if (discount > 0) rows.push({ kind: 'pair', inset: true, left: words.discount, right: `-${shown(discount)} ${mark}` })
  return rows
}

function taxRows(taxes: readonly ReceiptTax[], language: PaperLanguage): PaperRow[] {
  const words = WORDS[language]
  return taxes.flatMap((tax): PaperRow[] => {
    if (tax.exempt) return satang(tax.gross) === 0 ? [] : [{ kind: 'pair', left: words.exempt, right: figure(tax.gross) }]
    return [
      { kind: 'pair', left: words.net, right: figure(tax.net) },
      { kind: 'pair', left: words.vat(trimmed(tax.rate)), right: figure(tax.vat) },
    ]
  })
}

/** What each means of payment is called on paper. */
export function tenderNames(language: PaperLanguage): Record<string, string> {
  const { cash, card, promptpay, transfer, credit, onAccount, rounding } = WORDS[language]
  return { cash, card, promptpay, transfer, credit, on_account: onAccount, rounding }
}

function tenderRows(receipt: ReceiptData, language: PaperLanguage): PaperRow[] {
  const words = WORDS[language]
  const names = tenderNames(language)
  const rows = asPrinted(receipt.tenders).map((tender): PaperRow => ({
    kind: 'pair',
    left: `${names[tender.kind] ?? tender.kind}${tender.reference ? ` ${tender.reference}` : ''}`,
    right: figure(tender.tendered ?? tender.amount),
  }))
  if (satang(receipt.change) > 0) rows.push({ kind: 'pair', left: words.change, right: figure(receipt.change), size: 'strong' })
  return rows
}

export function itemsOn(receipt: ReceiptData): string {
  const thousand = receipt.lines.reduce((sum, line) => sum + Math.round(Number(line.quantity) * 1000), 0)
  return String(thousand / 1000)
}

/** What a full tax invoice says beside a receipt: whom it names, and what it replaced. */
function invoiceRows(receipt: ReceiptData, language: PaperLanguage): PaperRow[] {
  const words = WORDS[language]
  const buyer = receipt.buyer
  if (!buyer) return []
  return [
    { kind: 'rule' },
    { kind: 'text', text: `${words.customer}: ${buyer.name}` },
    { kind: 'text', text: `${words.taxId} ${buyer.tax_id} (${words.branch(buyer.branch_code)})` },
    { kind: 'text', text: buyer.address },
    { kind: 'text', text: `${words.replaces} ${receipt.replaces_number ?? ''}` },
  ]
}

export function paperOf(receipt: ReceiptData, language: PaperLanguage, copies: number): Paper {
  const words = WORDS[language]
  const thai = language === 'th'
  const rule: PaperRow = { kind: 'rule' }
  const head: PaperRow[] = [
    { kind: 'pair', left: words.number, right: receipt.number },
    { kind: 'pair', left: words.date, right: paperTime(receipt.paid_at, language) },
    ...(receipt.hn ? [{ kind: 'pair', left: 'HN', right: receipt.hn } as PaperRow] : []),
    { kind: 'pair', left: words.cashier, right: receipt.cashier },
    ...(receipt.price_list
      ? [{ kind: 'pair', left: words.priceList, right: thai ? receipt.price_list.name_th : receipt.price_list.name_en } as PaperRow]
      : []),
    ...(receipt.invoice ? [{ kind: 'text', text: `${words.replacedBy} ${receipt.invoice}` } as PaperRow] : []),
    ...invoiceRows(receipt, language),
  ]
  const sums: PaperRow[] = [
    { kind: 'pair', left: words.items(itemsOn(receipt)), right: figure(receipt.subtotal) },
    ...(satang(receipt.discount) > 0 ? [{ kind: 'pair', left: words.discount, right: `-${figure(receipt.discount)}` } as PaperRow] : []),
    { kind: 'pair', left: words.total, right: figure(receipt.total), size: 'big' },
  ]
  const taxes = taxRows(receipt.taxes, language)
  const tenders = tenderRows(receipt, language)
  const taxable = receipt.taxes.some((tax) => !tax.exempt && satang(tax.gross) !== 0)
  const company = (thai && receipt.company_name_th) || receipt.company_name
  const branch = (thai && receipt.branch_name_th) || receipt.branch_name
  const address = (thai && receipt.address_th) || receipt.address
  return {
    name: company,
    address: [
      receipt.tax_branch_code ? `${branch} (${words.branch(receipt.tax_branch_code)})` : branch,
      address,
      receipt.phone ? `${words.phone} ${receipt.phone}` : '',
      receipt.tax_id ? `${words.taxId} ${receipt.tax_id}` : '',
      receipt.register ? `${words.register} ${receipt.register}` : '',
    ].filter(Boolean),
    title: thai ? receipt.title_th : receipt.title_en,
    copy: receipt.state === 'voided' || receipt.invoice ? words.void : copies > 0 ? `${words.copy} ${copies}` : '',
    rows: [
      ...head,
      rule,
      ...receipt.lines.flatMap((line) => lineRows(line, language)),
      rule,
      ...sums,
      ...(taxes.length ? [rule, ...taxes] : []),
      ...(tenders.length ? [rule, ...tenders] : []),
      rule,
    ],
    footer: [
      ...(taxable ? [words.included] : []),
      ...(receipt.courses_left.length
        ? [`${words.left}: ${receipt.courses_left.map((course) => `${(thai && course.title_th) || course.title} ${course.left}`).join(', ')}`]
        : []),
    ],
    barcode: /^[\x20-\x7e]+$/.test(receipt.number) ? receipt.number : '',
  }
}

export function thanksOf(language: PaperLanguage): string {
  return WORDS[language].thanks
}

/** The page's size from the measured height of the paper, at 96 px an inch; a little more, so that no line spills over. */
export function pageRule(heightPx: number): string {
  const millimetres = Math.ceil((heightPx * 25.4) / 96) + 2
  return `@page { size: 80mm ${millimetres}mm; margin: 0; }`
}
