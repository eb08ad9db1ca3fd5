/** A sale as this device prints it: its number, what goes to the server later, and the receipt. Pure. */
import type { Bootstrap } from '../api/types'
import type { PriceList } from '../model/product'
import type { Cart } from '../model/cart'
import { wire } from '../model/money'
import { lineWire, orderBody } from '../model/order-body'
import type { ReceiptData } from '../model/receipt'
import { changeOf, tenderWire, type Tender } from '../model/tenders'
import type { Totals } from '../model/totals'
import type { Device, PrintedBody, ReceiptKind, Series } from './types'

/** As the server titles them (`selectors/receipts.py`). */
const TITLES: Record<ReceiptKind, { en: string; th: string }> = {
  plain: { en: 'Receipt', th: 'ใบเสร็จรับเงิน' },
  abbreviated: { en: 'Receipt / Abbreviated tax invoice', th: 'ใบเสร็จรับเงิน/ใบกำกับภาษีอย่างย่อ' },
}

export interface SaleInHand {
  cart: Cart
  totals: Totals
  tenders: readonly Tender[]
  boot: Bootstrap
  priceList: PriceList | null
  deviceKey: string
  cashier: { id: number; name: string }
  patient: { id: number; hn: string; name: string } | null
  soldAt: string
}

export const kindOf = (totals: Totals): ReceiptKind => (totals.codes.some((code) => !code.exempt && code.gross !== 0) ? 'abbreviated' : 'plain')

export const yearOf = (boot: Bootstrap): number => Number((boot.session?.business_on ?? '').slice(0, 4))

export function seriesFor(device: Device | null, kind: ReceiptKind, year: number): Series | null {
  return device?.series.find((one) => one.kind === kind && one.year === year) ?? null
}

/** The device with the next number of a series taken, and that number. */
export function takeNumber(device: Device, kind: ReceiptKind, year: number): { device: Device; no: number; number: string } | null {
  const series = seriesFor(device, kind, year)
  if (!series) return null
  const no = series.last + 1
  const taken = { ...device, series: device.series.map((one) => (one === series ? { ...one, last: no } : one)) }
  return { device: taken, no, number: `${series.prefix}${String(no).padStart(6, '0')}` }
}

/** What the server knows of the numbers, and what was given since: neither forgets a number. */
export function joined(fromServer: Device, kept: Device | null): Device {
  const known = (series: Series): number => seriesFor(kept, series.kind, series.year)?.last ?? 0
  return { ...fromServer, series: fromServer.series.map((one) => ({ ...one, last: Math.max(one.last, known(one)) })) }
}

export function printedBody(hand: SaleInHand, kind: ReceiptKind, no: number, number: string): PrintedBody {
  const { cart, boot } = hand
  const { order_discount } = orderBody(cart, { sessionId: 0, orderId: null, patientId: null, priceList: null })
  return {
    device: hand.deviceKey,
    kind,
    year: yearOf(boot),
    no,
    number,
    register_session: boot.session?.id ?? 0,
    sold_at: hand.soldAt,
    cashier: hand.cashier.id,
    ...(hand.patient ? { patient: hand.patient.id } : {}),
    lines: cart.lines.map((line) => ({ ...lineWire(line), tax_code: line.taxCode })),
    ...(order_discount ? { order_discount } : {}),
    ...(hand.priceList ? { price_list: hand.priceList.id } : {}),
    tenders: hand.tenders.map(tenderWire),
    total: wire(hand.totals.total),
  }
}

/** What a product costs without the list that it is sold by. */
const standardOf = (boot: Bootstrap, productId: number): string | null => boot.products.find((one) => one.id === productId)?.price ?? null

/** Payments as the server's paper has them: what was taken in cash, and beside it what of the bill cash could not pay. */
function paidOnPaper(tenders: readonly Tender[]): ReceiptData['tenders'] {
  const rows = tenders.map((tender) => {
    const amount = tender.amount + (tender.rounding ?? 0)
    return { kind: tender.kind, amount: wire(amount), tendered: wire(tender.tendered ?? amount), reference: tender.reference }
  })
  const off = wire(-tenders.reduce((sum, tender) => sum + (tender.rounding ?? 0), 0))
  return Number(off) === 0 ? rows : [...rows.filter((row) => Number(row.amount) !== 0), { kind: 'rounding', amount: off, tendered: off, reference: '' }]
}

export function receiptOf(hand: SaleInHand, kind: ReceiptKind, number: string): ReceiptData {
  const { boot, cart, totals } = hand
  const { company, branch } = boot
  const exempt = new Set(totals.codes.filter((code) => code.exempt || code.vat === 0).map((code) => code.code))
  return {
    number,
    title_en: TITLES[kind].en,
    title_th: TITLES[kind].th,
    printed_count: 0,
    paid_at: hand.soldAt,
    company_name: company.name,
    company_name_th: company.name_th || company.name,
    branch_name: branch.name,
    branch_name_th: branch.name_th || branch.name,
    tax_id: company.tax_id ?? '',
    tax_branch_code: branch.tax_branch_code ?? '',
    address: branch.address ?? '',
    address_th: branch.address ?? '',
    phone: branch.phone ?? '',
    register: boot.register?.name || boot.register?.code || '',
    cashier: hand.cashier.name,
    hn: hand.patient?.hn ?? '',
    patient_name: hand.patient?.name ?? '',
    lines: cart.lines.map((line, at) => {
      const sums = totals.lines[at]!
      return {
        code: line.code,
        name_en: line.nameEn,
        name_th: line.nameTh,
        quantity: line.quantity,
        unit_price: wire(line.unitPrice),
        standard_price: hand.priceList?.prices.has(line.productId) ? standardOf(boot, line.productId) : null,
        amount: wire(sums.price),
        discount: wire(sums.price - sums.gross),
        gross: wire(sums.gross),
        taxable: !exempt.has(line.taxCode),
      }
    }),
    taxes: totals.codes.map((code) => ({ ...code, gross: wire(code.gross), net: wire(code.net), vat: wire(code.vat) })),
    subtotal: wire(totals.subtotal),
    discount: wire(totals.discount),
    total: wire(totals.total),
    tenders: paidOnPaper(hand.tenders),
    change: wire(changeOf(hand.tenders)),
    courses_left: [],
    price_list: hand.priceList ? { code: hand.priceList.code, name_en: hand.priceList.nameEn, name_th: hand.priceList.nameTh } : null,
    state: 'paid',
  }
}
