/** A course's price in parts, as the server divides it: equal, and the last takes the residue. */
import type { DuePart } from '../api/types'
import type { CartLine } from './cart'
import { satang, type Satang } from './money'
import { lineFor } from './cart'
import type { Product } from './product'

export const PARTS = [2, 3, 4, 6, 10, 12] as const
export const EVERY_DAYS = [15, 30] as const

export function amountsOf(price: Satang, parts: number): Satang[] {
  const share = Math.floor(price / parts)
  return [...Array.from({ length: parts - 1 }, () => share), price - share * (parts - 1)]
}

/** The change that makes a line of a whole course one that pays the first of so many parts. */
export function firstPart(price: Satang, parts: number, everyDays: number): Partial<CartLine> {
  return {
    pays: { reference: `courses.plan:${parts}x${everyDays}`, no: 1, of: parts },
    unitPrice: amountsOf(price, parts)[0] ?? price,
    quantity: '1',
    discount: null,
  }
}

/** A line that pays an instalment of a course the patient owns. */
export function instalmentLine(product: Product, part: DuePart, key: string): CartLine {
  return {
    ...lineFor(product, key),
    unitPrice: satang(part.amount),
    taxParts: part.weights.map((weight) => ({ taxCode: weight.tax_code, weight: satang(weight.price) })),
    pays: { reference: part.pays, no: part.no, of: part.of },
  }
}
