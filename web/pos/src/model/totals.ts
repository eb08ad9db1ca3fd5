/** Totals of a cart: discounts spread over the lines, VAT once per tax code. */
import { discountOn, linePrice, type Cart, type CartLine } from './cart'
import { spreadSatang, thousandths, vatWithin, type Satang } from './money'

export interface TaxCode {
  code: string
  rate: string
  exempt: boolean
}

export interface LineTotal {
  key: string
  /** Price × quantity; 0 where a course covers the line. */
  price: Satang
  lineDiscount: Satang
  orderDiscount: Satang
  /** What the line costs in the end. */
  gross: Satang
}

export interface CodeTotal {
  code: string
  rate: string
  exempt: boolean
  gross: Satang
  net: Satang
  vat: Satang
}

export interface Totals {
  lines: LineTotal[]
  subtotal: Satang
  discount: Satang
  exempt: Satang
  taxable: Satang
  vat: Satang
  total: Satang
  codes: CodeTotal[]
}

function taxPartsOf(line: CartLine, gross: Satang): { code: string; gross: Satang }[] {
  if (line.taxParts.length === 0) return [{ code: line.taxCode, gross }]
  const parts = spreadSatang(
    gross,
    line.taxParts.map((part) => part.weight),
  )
  return line.taxParts.map((part, index) => ({ code: part.taxCode, gross: parts[index] ?? 0 }))
}

export function totalsOf(cart: Cart, codes: readonly TaxCode[]): Totals {
  const before = cart.lines.map((line) => {
    const price = line.cover ? 0 : linePrice(line)
    return { line, price, off: discountOn(price, line.discount) }
  })
  const afterLines = before.map((one) => one.price - one.off)
  const sum = afterLines.reduce((all, amount) => all + amount, 0)
  const whole = discountOn(sum, cart.orderDiscount)
  const spread = spreadSatang(whole, afterLines)
  const lines = before.map(({ line, price, off }, index) => ({
    key: line.key,
    price,
    lineDiscount: off,
    orderDiscount: spread[index] ?? 0,
    gross: price - off - (spread[index] ?? 0),
  }))

  const grossOf = new Map<string, Satang>()
  cart.lines.forEach((line, index) => {
    for (const part of taxPartsOf(line, lines[index]?.gross ?? 0)) {
      grossOf.set(part.code, (grossOf.get(part.code) ?? 0) + part.gross)
    }
  })
  const perCode = [...grossOf].map(([code, gross]): CodeTotal => {
    const tax = codes.find((one) => one.code === code)
    const rate = tax?.rate ?? '0'
    const exempt = tax?.exempt ?? thousandths(rate) === 0
    const { net, vat } = exempt ? { net: gross, vat: 0 } : vatWithin(gross, rate)
    return { code, rate, exempt, gross, net, vat }
  })

  const subtotal = lines.reduce((all, line) => all + line.price, 0)
  const total = lines.reduce((all, line) => all + line.gross, 0)
  return {
    lines,
    subtotal,
    discount: subtotal - total,
    exempt: perCode.filter((one) => one.exempt).reduce((all, one) => all + one.gross, 0),
    taxable: perCode.filter((one) => !one.exempt).reduce((all, one) => all + one.net, 0),
    vat: perCode.reduce((all, one) => all + one.vat, 0),
    total,
    codes: perCode,
  }
}

/** The rate to write beside "VAT": one figure while all taxable lines share it. */
export function vatRateLabel(totals: Totals): string {
  const rates = new Set(totals.codes.filter((one) => !one.exempt).map((one) => String(thousandths(one.rate) / 1000)))
  return rates.size === 1 ? ([...rates][0] ?? '7') : rates.size === 0 ? '7' : ''
}

/** The steepest discount of the cart in percent (thousandths), to hold against the role's limit. */
export function steepestDiscount(cart: Cart, totals: Totals): number {
  return cart.lines.reduce((worst, _line, index) => {
    const line = totals.lines[index]
    if (!line || line.price === 0) return worst
    const off = line.lineDiscount + line.orderDiscount
    return Math.max(worst, Math.floor((off * 100_000) / line.price))
  }, 0)
}
