/**
 * Money inside the till: whole satang in a number, never a fraction of one.
 *
 * The server holds the truth; these figures are what the cashier sees while she types.
 * Both sides follow the same vectors, so a difference is a fault and is shown as one.
 */
import { spread, toStep, vatInside } from '@aesthetix/sdk'

export type Satang = number

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/** "1,234.5" or 1234.5 to 123450. Anything that is no amount becomes 0. */
export function satang(text: string | number | null | undefined): Satang {
  if (text === null || text === undefined || text === '') return 0
  const match = DECIMAL.exec(String(text).replaceAll(',', '').trim())
  if (!match) return 0
  const fraction = `${match[3] ?? ''}000`
  const whole = Number(match[2]) * 100 + Number(fraction.slice(0, 2))
  const rounded = whole + (Number(fraction[2]) >= 5 ? 1 : 0)
  return match[1] && rounded !== 0 ? -rounded : rounded
}

/** 123450 to "1234.50", as the server reads it. */
export function wire(amount: Satang): string {
  const size = Math.abs(amount)
  const text = `${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`
  return amount < 0 ? `-${text}` : text
}

const grouped = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** 123450 to "1,234.50"; a negative figure carries the true minus sign. */
export function shown(amount: Satang): string {
  const text = grouped.format(Math.abs(amount) / 100)
  return amount < 0 ? `−${text}` : text
}

/** The same with the sign of the currency: "฿1,234.50". */
export function baht(amount: Satang): string {
  const text = `฿${grouped.format(Math.abs(amount) / 100)}`
  return amount < 0 ? `−${text}` : text
}

/** "1.5" to 1500: quantities and percents are read in thousandths, so that 0.1 + 0.2 is 0.3. */
export function thousandths(text: string | number): number {
  const match = DECIMAL.exec(String(text).trim())
  if (!match) return 0
  const size = Number(match[2]) * 1000 + Number(`${match[3] ?? ''}000`.slice(0, 3))
  return match[1] && size !== 0 ? -size : size
}

/** a × b ÷ c, half up, away from zero; whole numbers in and out, with no loss on the way. */
export function ratio(a: number, b: number, c: number): Satang {
  const product = BigInt(a) * BigInt(b)
  const divisor = BigInt(c)
  const negative = product < 0n !== divisor < 0n
  const size = product < 0n ? -product : product
  const base = divisor < 0n ? -divisor : divisor
  const result = Number((size * 2n + base) / (base * 2n))
  return negative && result !== 0 ? -result : result
}

/** Spread a total over weights to the satang: the shared rule of the sdk, in satang. */
export function spreadSatang(total: Satang, weights: readonly number[]): Satang[] {
  return weights.length === 0 ? [] : spread(wire(total), weights).map(satang)
}

/** The nearest multiple of a step, by the shared rule. */
export const inSteps = (amount: Satang, step: Satang): Satang => satang(toStep(wire(amount), wire(step)))

export interface VatSplit {
  net: Satang
  vat: Satang
}

/** The VAT inside a gross amount, by the shared rule: VAT = gross − net, and net is rounded once. */
export function vatWithin(gross: Satang, rate: string): VatSplit {
  const split = vatInside(wire(gross), rate)
  return { net: satang(split.net), vat: satang(split.vat) }
}
