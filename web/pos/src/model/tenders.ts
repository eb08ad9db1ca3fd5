/** Tenders: what was taken, what is left, and the change to give. */
import { inSteps, satang, wire, type Satang } from './money'

/** Money that is handed over. */
export const MONEY_KINDS = ['cash', 'card', 'promptpay', 'transfer'] as const
export type MoneyKind = (typeof MONEY_KINDS)[number]
export type TenderKind = MoneyKind | 'credit' | 'on_account'

/** What stands among the payments of a paper or report: rounding is nobody's way to pay. */
export type PaidKind = TenderKind | 'rounding'

export const TENDER_ICONS: Record<TenderKind, string> = {
  cash: 'banknote',
  card: 'credit-card',
  promptpay: 'qr-code',
  transfer: 'landmark',
  credit: 'wallet',
  on_account: 'building-2',
}

/** What the cashier must write down of it; a card's approval code may be left out when money goes back. */
export const needsReference = (kind: TenderKind): boolean => kind === 'promptpay' || kind === 'transfer'

export interface Tender {
  key: string
  kind: TenderKind
  /** What of the bill this tender pays. */
  amount: Satang
  /** Cash only: what the customer handed over. */
  tendered: Satang | null
  reference: string
  /** Cash only: what is taken above the amount (or below it, negative), since cash comes in steps. */
  rounding?: Satang
  /** On account: the company that owes it. */
  customer?: number
}

export function paidBy(tenders: readonly Tender[]): Satang {
  return tenders.reduce((sum, tender) => sum + tender.amount, 0)
}

export function paidIn(tenders: readonly Tender[], kind: TenderKind): Satang {
  return paidBy(tenders.filter((tender) => tender.kind === kind))
}

export function leftToPay(total: Satang, tenders: readonly Tender[]): Satang {
  return Math.max(0, total - paidBy(tenders))
}

export function changeOf(tenders: readonly Tender[]): Satang {
  return tenders.reduce((sum, tender) => sum + Math.max(0, (tender.tendered ?? tender.amount) - tender.amount - (tender.rounding ?? 0)), 0)
}

/** What is left, as it is paid in cash: all cash of the bill together is a multiple of the step. */
export function cashDue(left: Satang, tenders: readonly Tender[], step: Satang): Satang {
  const before = paidIn(tenders, 'cash')
  return step > 0 && left > 0 ? inSteps(before + left, step) - before : left
}

/** Cash handed over pays at most what is left; the rest is change. `due`: what is left, in steps. */
export function cashTender(key: string, received: Satang, left: Satang, due: Satang = left): Tender {
  if (received < due) return { key, kind: 'cash', amount: Math.min(received, left), tendered: received, reference: '' }
  return { key, kind: 'cash', amount: left, tendered: received, reference: '', rounding: due - left }
}

/** Anything but cash gives no change, so it may not pay more than what is left. */
export function exactTender(key: string, kind: TenderKind, amount: Satang, left: Satang, reference: string): Tender {
  return { key, kind, amount: Math.min(amount, left), tendered: null, reference: reference.trim() }
}

interface Shown {
  kind: string
  amount: string | null
  tendered?: string | null
}

/** A rounding as people read it: above zero where cash is more than the bill. The books keep what of the bill it is. */
export function turned<T extends Shown>(row: T): T {
  if (row.kind !== 'rounding' || row.amount === null) return row
  const amount = wire(-satang(row.amount))
  return { ...row, amount, ...(row.tendered === undefined ? {} : { tendered: amount }) }
}

/** Payments as they are printed: the total, then its rounding, then what was handed over. */
export const asPrinted = <T extends Shown>(rows: readonly T[]): T[] =>
  [...rows.filter((row) => row.kind === 'rounding'), ...rows.filter((row) => row.kind !== 'rounding')].map(turned)

export interface TenderWire {
  kind: TenderKind
  amount: string
  tendered?: string
  reference?: string
  customer?: number
}

export function tenderWire(tender: Tender): TenderWire {
  return {
    kind: tender.kind,
    amount: wire(tender.amount),
    ...(tender.tendered === null ? {} : { tendered: wire(tender.tendered) }),
    ...(tender.reference ? { reference: tender.reference } : {}),
    ...(tender.customer === undefined ? {} : { customer: tender.customer }),
  }
}

const STEPS: readonly Satang[] = [10_000, 50_000, 100_000, 500_000, 1_000_000]

/** What customers hand over: the exact sum, then the next 100, 500, 1,000, 5,000 and 10,000. */
export function quickAmounts(due: Satang): Satang[] {
  if (due <= 0) return []
  const rounded = STEPS.map((step) => Math.ceil(due / step) * step)
  return [...new Set([due, ...rounded])].slice(0, 6)
}

/** Thai notes and coins, in satang, largest first. */
export const PIECES: readonly Satang[] = [100_000, 50_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25]

export interface PieceCount {
  piece: Satang
  count: number
}

/** The fewest notes and coins that make the change. A rest under 25 satang has no coin. */
export function piecesOf(amount: Satang): PieceCount[] {
  let left = amount
  const result: PieceCount[] = []
  for (const piece of PIECES) {
    const count = Math.floor(left / piece)
    if (count > 0) result.push({ piece, count })
    left -= count * piece
  }
  return result
}

export function pieceName(piece: Satang): string {
  return piece < 100 ? (piece / 100).toFixed(2) : (piece / 100).toLocaleString('en-US')
}

/** Keys of the cash pad, as typed: digits fill from the left, a point starts the satang. */
export function typed(text: string, key: string): string {
  if (key === 'back') return text.slice(0, -1)
  if (key === 'clear') return ''
  if (key === '.') return text.includes('.') ? text : `${text || '0'}.`
  const next = text === '0' ? key.replace(/^0+(?=\d)|^00$/, '0') : text + key
  const [whole = '', fraction] = next.split('.')
  if (whole.length > 8 || (fraction !== undefined && fraction.length > 2)) return text
  return next === '00' ? '0' : next
}
