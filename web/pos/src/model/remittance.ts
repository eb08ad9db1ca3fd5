/** A deposit, what of it is paid back, or a collection, as the server froze it, on 80 mm paper, in Thai or English. */
import { satang, shown } from './money'
import { paperTime, tenderNames, type Paper, type PaperLanguage, type PaperRow } from './receipt'
import { asPrinted } from './tenders'

export interface RemittanceNote {
  id: number
  number: string
  kind: 'deposit' | 'pay_back' | 'collection'
  title_en: string
  title_th: string
  printed_count: number
  made_at: string
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
  note: string
  total: string
  tenders: { kind: string; amount: string; tendered: string; reference: string }[]
  change: string
  hn?: string
  patient_name?: string
  credit_before?: string
  credit_after?: string
  customer?: { name: string; name_th: string; tax_id: string; tax_branch_code: string; address: string }
  items?: { number: string; business_on: string; amount: string; left: string }[]
}

const WORDS = {
  en: {
    branch: (code: string) => (code === '00000' ? 'Head office' : `Branch ${code}`),
    taxId: 'Tax ID',
    phone: 'Tel.',
    register: 'Register',
    number: 'No.',
    date: 'Date',
    customer: 'Customer',
    cashier: 'Cashier',
    note: 'Note',
    deposit: 'Deposit taken',
    pay_back: 'Deposit paid back',
    collection: 'Received',
    left: 'still open',
    before: 'Credit before',
    after: 'Credit now',
    change: 'Change',
    later: 'No VAT yet: the tax invoice follows when it is used.',
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
    customer: 'ลูกค้า',
    cashier: 'แคชเชียร์',
    note: 'หมายเหตุ',
    deposit: 'รับเงินมัดจำ',
    pay_back: 'คืนเงินมัดจำ',
    collection: 'รับชำระ',
    left: 'คงค้าง',
    before: 'เครดิตก่อนหน้า',
    after: 'เครดิตคงเหลือ',
    change: 'เงินทอน',
    later: 'ยังไม่มีภาษีมูลค่าเพิ่ม ใบกำกับภาษีจะออกเมื่อใช้เงินนี้',
    received: 'ผู้รับเงิน',
    copy: 'สำเนา',
  },
} as const

const figure = (amount: string | undefined): string => shown(satang(amount)).replace('−', '-')

/** A company as a document names it: name, tax id and which of its branches, address. */
function companyRows(note: RemittanceNote, language: PaperLanguage): PaperRow[] {
  const words = WORDS[language]
  const one = note.customer
  if (!one) return []
  return [
    { kind: 'text', text: `${words.customer}: ${(language === 'th' && one.name_th) || one.name}` },
    { kind: 'text', text: `${words.taxId} ${one.tax_id} (${words.branch(one.tax_branch_code)})` },
    { kind: 'text', text: one.address },
  ]
}

/** The bills that it pays, and what of each is open afterwards. */
function itemRows(note: RemittanceNote, language: PaperLanguage): PaperRow[] {
  return (note.items ?? []).flatMap((item): PaperRow[] => [
    { kind: 'pair', left: item.number, right: figure(item.amount) },
    ...(satang(item.left) > 0 ? [{ kind: 'pair', inset: true, left: WORDS[language].left, right: figure(item.left) } as PaperRow] : []),
  ])
}

export function remittancePaper(note: RemittanceNote, language: PaperLanguage, copies: number): Paper {
  const words = WORDS[language]
  const thai = language === 'th'
  const pair = (left: string, right: string): PaperRow => ({ kind: 'pair', left, right })
  const rule: PaperRow = { kind: 'rule' }
  const names = tenderNames(language)
  const branch = (thai && note.branch_name_th) || note.branch_name
  const customer = [note.patient_name, note.hn].filter(Boolean).join(' ')
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
      pair(words.date, paperTime(note.made_at, language)),
      ...(customer ? [pair(words.customer, customer)] : []),
      ...companyRows(note, language),
      pair(words.cashier, note.cashier),
      ...(note.note ? [{ kind: 'text', text: `${words.note}: ${note.note}` } as PaperRow] : []),
      rule,
      ...(note.items?.length ? [...itemRows(note, language), rule] : []),
      { kind: 'pair', left: words[note.kind], right: figure(note.total), size: 'big' },
      rule,
      ...asPrinted(note.tenders).map((tender) =>
        pair([names[tender.kind] ?? tender.kind, tender.reference].filter(Boolean).join(' '), figure(tender.tendered ?? tender.amount)),
      ),
      ...(satang(note.change) > 0 ? [{ kind: 'pair', left: words.change, right: figure(note.change), size: 'strong' } as PaperRow] : []),
      rule,
      ...(note.credit_after === undefined ? [] : [pair(words.before, figure(note.credit_before)), pair(words.after, figure(note.credit_after)), rule]),
    ],
    footer: [...(note.kind === 'deposit' ? [words.later] : []), ...(note.kind === 'pay_back' ? [`${words.received} ......................................`] : [])],
    barcode: /^[\x20-\x7e]+$/.test(note.number) ? note.number : '',
  }
}
