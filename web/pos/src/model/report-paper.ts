/** A Z report on 80 mm paper: the session in figures, to sign and file. */
import { satang, shown } from './money'
import { paperTime, tenderNames, type Paper, type PaperLanguage, type PaperRow } from './receipt'
import type { ZReportData } from './session-report'
import { turned } from './tenders'

const WORDS = {
  en: {
    z: 'Z report',
    x: 'X report',
    register: 'Register',
    cashier: 'Cashier',
    opened: 'Opened',
    closed: 'Closed',
    sales: 'Sales',
    voids: 'Voided',
    refunds: 'Refunds',
    of: 'of',
    cashRefunds: 'Cash refunds',
    exempt: 'VAT exempt',
    net: 'Taxable, before VAT',
    vat: 'VAT',
    takings: 'Net takings',
    from: 'Receipts from',
    to: 'to',
    float: 'Float',
    tendered: 'Cash taken',
    change: 'Change',
    cashIn: 'Cash in',
    cashOut: 'Cash out',
    expected: 'Expected cash',
    counted: 'Counted',
    over: 'Over / short',
    deposit: 'Deposits',
    pay_back: 'Deposits paid back',
    collection: 'Collections',
    sign: 'Signature',
  },
  th: {
    z: 'รายงาน Z',
    x: 'รายงาน X',
    register: 'เครื่อง',
    cashier: 'แคชเชียร์',
    opened: 'เปิด',
    closed: 'ปิด',
    sales: 'ขาย',
    voids: 'ยกเลิก',
    refunds: 'คืนเงิน',
    of: 'ของ',
    cashRefunds: 'คืนเงินสด',
    exempt: 'ยกเว้นภาษี',
    net: 'มูลค่าก่อนภาษี',
    vat: 'ภาษีมูลค่าเพิ่ม',
    takings: 'รับสุทธิ',
    from: 'ใบเสร็จจาก',
    to: 'ถึง',
    float: 'เงินทอนตั้งต้น',
    tendered: 'รับเงินสด',
    change: 'เงินทอน',
    cashIn: 'เงินเข้า',
    cashOut: 'เงินออก',
    expected: 'เงินสดที่ควรมี',
    counted: 'นับได้',
    over: 'เกิน / ขาด',
    deposit: 'รับมัดจำ',
    pay_back: 'คืนมัดจำ',
    collection: 'รับชำระหนี้',
    sign: 'ลงชื่อ',
  },
} as const

const figure = (amount: string | null): string => shown(satang(amount)).replace('−', '-')

export function reportPaper(report: ZReportData, language: PaperLanguage, kind: 'z' | 'x', branch: string): Paper {
  const words = WORDS[language]
  const rule: PaperRow = { kind: 'rule' }
  const pair = (left: string, right: string, size?: 'big' | 'strong'): PaperRow => ({ kind: 'pair', left, right, ...(size ? { size } : {}) })
  const names = tenderNames(language)
  const cash = report.cash
  return {
    name: branch,
    address: [],
    title: `${words[kind]} ${report.number ?? ''}`.trim(),
    copy: '',
    rows: [
      pair(words.register, report.register),
      pair(words.cashier, report.cashier),
      pair(words.opened, paperTime(report.opened_at, language)),
      ...(report.closed_at ? [pair(words.closed, paperTime(report.closed_at, language))] : []),
      rule,
      pair(`${words.sales} ${report.sales_count}`, figure(report.sales_total)),
      pair(`${words.voids} ${report.void_count}`, figure(report.void_total)),
      pair(`${words.refunds} ${report.refund_count}`, figure(report.refund_total)),
      ...(report.refunds ?? []).flatMap((one): PaperRow[] => [
        { kind: 'pair', inset: true, left: one.number, right: figure(one.total) },
        { kind: 'pair', inset: true, left: `${words.of} ${one.original}`, right: '' },
      ]),
      rule,
      pair(words.exempt, figure(report.exempt)),
      pair(words.net, figure(report.taxable)),
      pair(words.vat, figure(report.vat)),
      ...(report.remittances ?? []).map((one) => pair(`${words[one.kind]} ${one.count}`, figure(one.amount))),
      pair(words.takings, figure(report.net_takings), 'big'),
      rule,
      ...report.tenders.map(turned).map((tender) => pair(names[tender.kind] ?? tender.kind, figure(tender.amount))),
      ...(cash
        ? [
            rule,
            pair(words.float, figure(cash.float)),
            pair(words.tendered, figure(cash.cash_tendered)),
            pair(words.change, figure(cash.change)),
            ...(satang(cash.refunds) ? [pair(words.cashRefunds, figure(cash.refunds))] : []),
            pair(words.cashIn, figure(cash.cash_in)),
            pair(words.cashOut, figure(cash.cash_out)),
            pair(words.expected, figure(cash.expected), 'strong'),
            pair(words.counted, figure(cash.counted), 'strong'),
            pair(words.over, figure(cash.over_short), 'strong'),
          ]
        : []),
      rule,
      ...report.series.flatMap((one) => [pair(words.from, one.first), pair(words.to, one.last)]),
      ...(report.series.length ? [rule] : []),
    ],
    footer: [`${words.sign} ......................................`],
    barcode: '',
  }
}
