/** The cart: plain data and pure steps on it. Each step answers a new cart; nothing here knows the screen. */
import { ratio, thousandths, type Satang } from './money'
import type { Product, ProductKind, TaxWeight } from './product'

export interface Share {
  staffId: number
  percent: string
  role: string
}

export type Discount = { kind: 'percent'; percent: string } | { kind: 'amount'; amount: Satang }

/** A line paid by a course the patient owns: 0.00 here, earned from the course. */
export interface CourseCover {
  kind: 'course'
  balanceId: number
  title: string
  session: number
  sessions: number
}

/** A part of an agreed price that the line pays: an instalment. Its amount is not the till's to change. */
export interface PartPaid {
  reference: string
  no: number
  of: number
}

export interface CartLine {
  key: string
  productId: number
  kind: ProductKind
  code: string
  nameEn: string
  nameTh: string
  unitPrice: Satang
  quantity: string
  discount: Discount | null
  taxCode: string
  taxParts: TaxWeight[]
  tracksLots: boolean
  lotId: number | null
  lotName: string
  shares: Share[]
  cover: CourseCover | null
  pays?: PartPaid | null
  /** Set when the line came from a visit: the server's line of the draft order. */
  draftLineId: number | null
  /** A charge of the visit: its quantity and its lot are the doctor's. */
  fromCharge: boolean
  /** Already issued at signing: paying moves no stock a second time. */
  stockIssued: boolean
  /** Of a charge: what the visit said it costs, which holds unless the price list names the product. */
  saidPrice?: Satang
}

export interface Cart {
  lines: CartLine[]
  orderDiscount: Discount | null
}

export const EMPTY_CART: Cart = { lines: [], orderDiscount: null }

export function lineFor(product: Product, key: string, shares: Share[] = []): CartLine {
  return {
    key,
    productId: product.id,
    kind: product.kind,
    code: product.code,
    nameEn: product.nameEn,
    nameTh: product.nameTh,
    unitPrice: product.price,
    quantity: '1',
    discount: null,
    taxCode: product.taxCode,
    taxParts: product.taxParts,
    tracksLots: product.tracksLots,
    lotId: null,
    lotName: '',
    shares,
    cover: null,
    draftLineId: null,
    fromCharge: false,
    stockIssued: false,
  }
}

/** May one more of the same simply raise this line's quantity? */
function takesMore(line: CartLine, product: Product): boolean {
  return (
    line.productId === product.id &&
    line.cover === null &&
    !line.pays &&
    line.draftLineId === null &&
    line.lotId === null &&
    line.discount === null &&
    product.kind !== 'course'
  )
}

export interface Added {
  cart: Cart
  key: string
}

export function addProduct(cart: Cart, product: Product, key: string, shares: Share[] = []): Added {
  const same = cart.lines.find((line) => takesMore(line, product))
  if (same) return { cart: changeQuantity(cart, same.key, 1), key: same.key }
  return { cart: { ...cart, lines: [...cart.lines, lineFor(product, key, shares)] }, key }
}

export function addLine(cart: Cart, line: CartLine, at = cart.lines.length): Cart {
  return { ...cart, lines: [...cart.lines.slice(0, at), line, ...cart.lines.slice(at)] }
}

export function replaceLine(cart: Cart, key: string, change: Partial<CartLine>): Cart {
  return { ...cart, lines: cart.lines.map((line) => (line.key === key ? { ...line, ...change } : line)) }
}

export function plainQuantity(thousand: number): string {
  return String(thousand / 1000)
}

/** Never below one: taking a line out is a step of its own, so that it can be undone. */
export function changeQuantity(cart: Cart, key: string, by: number): Cart {
  const line = cart.lines.find((one) => one.key === key)
  if (!line || line.cover || line.pays || line.fromCharge || line.stockIssued) return cart
  const next = thousandths(line.quantity) + by * 1000
  return next < 1000 ? cart : replaceLine(cart, key, { quantity: plainQuantity(next) })
}

/** The line as it costs now: a charge what the visit said unless the list names it, an instalment what was agreed. */
export function repriced(line: CartLine, product: Product | null, listed: Satang | undefined): CartLine {
  if (!product || line.pays) return line
  if (line.fromCharge) return { ...line, unitPrice: listed !== undefined && !line.cover ? listed : (line.saidPrice ?? line.unitPrice) }
  return { ...line, unitPrice: product.price, taxCode: product.taxCode, taxParts: product.taxParts }
}

export interface Removed {
  cart: Cart
  line: CartLine
  at: number
}

export function removeLine(cart: Cart, key: string): Removed | null {
  const at = cart.lines.findIndex((line) => line.key === key)
  const line = cart.lines[at]
  if (!line) return null
  return { cart: { ...cart, lines: cart.lines.filter((one) => one.key !== key) }, line, at }
}

export function linePrice(line: CartLine): Satang {
  return ratio(line.unitPrice, thousandths(line.quantity), 1000)
}

/** What a discount takes off an amount; never more than the amount itself. */
export function discountOn(amount: Satang, discount: Discount | null): Satang {
  if (!discount) return 0
  const off = discount.kind === 'amount' ? discount.amount : ratio(amount, thousandths(discount.percent), 100_000)
  return Math.min(Math.max(off, 0), amount)
}

export function countInCart(cart: Cart, productId: number): number {
  return cart.lines.filter((line) => line.productId === productId).reduce((sum, line) => sum + thousandths(line.quantity), 0) / 1000
}

export function itemCount(cart: Cart): number {
  return cart.lines.reduce((sum, line) => sum + thousandths(line.quantity), 0) / 1000
}

/** A balance may be used no oftener in one cart than it has sessions left. */
export function coversInCart(cart: Cart, balanceId: number): number {
  return cart.lines.filter((line) => line.cover?.balanceId === balanceId).length
}

/** Staff shares of a line must come to exactly 100. */
export function sharesAreWhole(shares: readonly Share[]): boolean {
  return shares.length === 0 || shares.reduce((sum, share) => sum + thousandths(share.percent), 0) === 100_000
}

/** Equal shares to two places; the first takes the rest. */
export function equalShares(staffIds: readonly number[], role: string): Share[] {
  if (staffIds.length === 0) return []
  const each = Math.floor(10_000 / staffIds.length)
  const first = 10_000 - each * (staffIds.length - 1)
  return staffIds.map((staffId, index) => ({ staffId, role, percent: String((index === 0 ? first : each) / 100) }))
}
