/** What of a paid bill is given back: the till's figures while the cashier chooses; the server's are the truth. */
import { ratio, satang, thousandths, type Satang } from './money'
import { MONEY_KINDS, paidBy, paidIn, tenderWire, type Tender, type TenderKind, type TenderWire } from './tenders'

export type Goods = '' | 'stock' | 'loss'

export interface RefundableLine {
  line_id: number
  code: string
  name_en: string
  name_th: string
  kind: string
  unit: string
  unit_price: string
  quantity: string
  left: string
  gross: string
  gross_left: string
  covered: boolean
  /** Goods left the store with it: they go back to stock, or are written off. */
  moves_goods: boolean
  /** A course: all that is unused of it, or nothing. */
  whole: boolean
}

export interface RefundRow {
  id: number
  number: string
  state: string
  total: string
  reason: string
  order_id: number
  paid_at?: string | null
  requested_at: string
  requested_by_name: string
  decided_by_name: string
  decision_reason: string
  lines: { line_id: number; quantity: string; gross: string; goods: Goods }[]
  _labels?: { order?: string }
  _actions: { name: string }[]
}

export interface RefundableBill {
  order_id: number
  number: string
  state: string
  business_on: string
  total: string
  hn: string
  lines: RefundableLine[]
  /** How much can still go back the way it came. */
  ways: Partial<Record<TenderKind, string>>
  /** The patient is known and may keep it as credit. */
  to_credit: boolean
  /** Of a bill on account: what of it was paid; no more goes back as money. Null where nothing is on account. */
  money_left: string | null
  /** What this person may give back of the bill alone; null is no limit. */
  limit: string | null
  /** What the bill gave back before without an approval. */
  worth: string
  refund: RefundRow | null
}

export interface Choice {
  /** In thousandths, as quantities are counted here. */
  quantity: number
  goods: Goods
}

export type Choices = Record<number, Choice>

export const leftOf = (line: RefundableLine): number => thousandths(line.left)

/** All of what is left goes for all that is left; less of it by share, so that the parts add up to the satang. */
export function givesBack(line: RefundableLine, quantity: number): Satang {
  const left = leftOf(line)
  if (quantity <= 0 || line.covered) return 0
  if (quantity >= left) return satang(line.gross_left)
  const sold = thousandths(line.quantity)
  const before = satang(line.gross) - satang(line.gross_left)
  return Math.max(0, ratio(satang(line.gross), sold - left + quantity, sold) - before)
}

/** One more or one less; a course goes back as a whole, a rest below one unit in one step. */
export function stepped(line: RefundableLine, quantity: number, by: 1 | -1): number {
  const left = leftOf(line)
  if (line.whole) return by > 0 ? left : 0
  return Math.min(left, Math.max(0, quantity + by * 1000))
}

export function totalOf(bill: RefundableBill, choices: Choices): Satang {
  return bill.lines.reduce((sum, line) => sum + givesBack(line, choices[line.line_id]?.quantity ?? 0), 0)
}

export const chosen = (bill: RefundableBill, choices: Choices): RefundableLine[] =>
  bill.lines.filter((line) => (choices[line.line_id]?.quantity ?? 0) > 0)

/** Goods that nobody has said where they go. */
export const undecided = (bill: RefundableBill, choices: Choices): RefundableLine[] =>
  chosen(bill, choices).filter((line) => line.moves_goods && !choices[line.line_id]?.goods)

export function isAboveLimit(bill: RefundableBill, total: Satang): boolean {
  return bill.limit !== null && satang(bill.worth) + total > satang(bill.limit)
}

/** How much can go back by one means, beside what is chosen already: cash and credit any sum, the rest as it came. */
export function mostBy(bill: RefundableBill, kind: TenderKind, left: Satang, chosen: readonly Tender[]): Satang {
  const asItCame = Math.max(0, Math.min(left, satang(bill.ways[kind]) - paidIn(chosen, kind)))
  if (kind === 'on_account') return asItCame
  const money = bill.money_left === null ? left : satang(bill.money_left) - paidBy(chosen) + paidIn(chosen, 'on_account')
  const most = Math.max(0, Math.min(left, money))
  if (kind === 'cash') return most
  return kind === 'credit' ? (bill.to_credit ? most : 0) : Math.min(asItCame, most)
}

/** The way it came stands first; credit last. */
export function waysFor(bill: RefundableBill, left: Satang, chosen: readonly Tender[] = []): TenderKind[] {
  const can = (kind: TenderKind): boolean => mostBy(bill, kind, Math.max(left, 1), chosen) > 0
  const came = (['on_account', ...MONEY_KINDS] as const).filter((kind) => kind !== 'cash' && can(kind))
  const money: TenderKind[] = bill.ways.cash === undefined ? [...came, 'cash'] : ['cash', ...came]
  return [...money, 'credit' as const].filter(can)
}

export interface RefundLineWire {
  line_id: number
  quantity: string
  goods: Goods
}

export function linesWire(bill: RefundableBill, choices: Choices): RefundLineWire[] {
  return chosen(bill, choices).map((line) => {
    const choice = choices[line.line_id]!
    return { line_id: line.line_id, quantity: (choice.quantity / 1000).toFixed(3), goods: line.moves_goods ? choice.goods : '' }
  })
}

/** Nothing of it is change: what is handed back is the amount. */
export function tendersWire(tenders: readonly Tender[]): TenderWire[] {
  return tenders.map((tender) => tenderWire({ ...tender, tendered: null }))
}
