/**
 * Money in satang, exact. Mirrors erp/kernel/money/rounding.py; both are held to erp/kernel/money/vectors.json.
 * Values travel as text ("120.00"); inside, BigInt. Rounding is half up, away from zero at the tie.
 */
export type MoneyText = string

interface Fixed {
  value: bigint
  scale: number
}

function parse(input: string | number): Fixed {
  const text = typeof input === 'number' ? String(input) : input.trim()
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text)
  if (!match || (!match[2] && !match[3])) throw new RangeError(`not a number: ${text}`)
  const fraction = match[3] ?? ''
  const power = Number(match[4] ?? 0)
  let value = BigInt((match[2] || '0') + fraction)
  let scale = fraction.length - power
  if (scale < 0) {
    value *= 10n ** BigInt(-scale)
    scale = 0
  }
  return { value: match[1] === '-' ? -value : value, scale }
}

const pow10 = (n: number): bigint => 10n ** BigInt(n)

/** value / divisor, rounded half up (away from zero). */
function divideHalfUp(value: bigint, divisor: bigint): bigint {
  const negative = value < 0n !== divisor < 0n
  const a = value < 0n ? -value : value
  const b = divisor < 0n ? -divisor : divisor
  const rounded = (2n * a + b) / (2n * b)
  return negative ? -rounded : rounded
}

export function satang(input: string | number): bigint {
  const { value, scale } = parse(input)
  return scale <= 2 ? value * pow10(2 - scale) : divideHalfUp(value, pow10(scale - 2))
}

export function fromSatang(value: bigint): MoneyText {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Two places, half up: money("1.005") is "1.01". */
export const money = (input: string | number): MoneyText => fromSatang(satang(input))
export const add = (...values: (string | number)[]): MoneyText => fromSatang(values.reduce((sum, value) => sum + satang(value), 0n))
export const subtract = (a: string | number, b: string | number): MoneyText => fromSatang(satang(a) - satang(b))
export const compare = (a: string | number, b: string | number): number => {
  const difference = satang(a) - satang(b)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** price × quantity, rounded once. */
export function multiply(a: string | number, b: string | number): MoneyText {
  const x = parse(a)
  const y = parse(b)
  const scale = x.scale + y.scale
  const value = x.value * y.value
  return fromSatang(scale <= 2 ? value * pow10(2 - scale) : divideHalfUp(value, pow10(scale - 2)))
}

/** The multiple of a step ("0.25": the smallest coin) nearest to an amount, half up (away from zero). */
export function toStep(amount: string | number, step: string | number): MoneyText {
  const size = satang(step)
  return fromSatang(divideHalfUp(satang(amount), size) * size)
}

/**
 * Splits a total by weights to the satang: largest remainder, ties by order; the parts add up exactly.
 * All weights zero: everything to the first. Throws RangeError without weights or with a negative one.
 */
export function spread(total: string | number, weights: readonly (string | number)[]): MoneyText[] {
  if (!weights.length) throw new RangeError('nothing to spread over')
  const parsed = weights.map(parse)
  const scale = Math.max(...parsed.map((weight) => weight.scale))
  const shares = parsed.map((weight) => weight.value * pow10(scale - weight.scale))
  if (shares.some((share) => share < 0n)) throw new RangeError('a weight is negative')
  const sum = shares.reduce((a, b) => a + b, 0n)
  if (sum === 0n) return weights.map((_, at) => (at === 0 ? money(total) : '0.00'))
  const whole = satang(total)
  const sign = whole < 0n ? -1n : 1n
  const amount = whole * sign
  const parts = shares.map((share) => (amount * share) / sum)
  const cut = shares.map((share, at) => ({ at, rest: (amount * share) % sum }))
  cut.sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1))
  const left = Number(amount - parts.reduce((a, b) => a + b, 0n))
  for (const { at } of cut.slice(0, left)) parts[at] = (parts[at] ?? 0n) + 1n
  return parts.map((part) => fromSatang(part * sign))
}

/** VAT inside a price: net = gross ÷ (1 + rate %) half up, vat = gross − net. The rate is a percentage, "7" or "7.00". */
export function vatInside(gross: string | number, rate: string | number): { net: MoneyText; vat: MoneyText } {
  const { value, scale } = parse(rate)
  const hundred = 100n * pow10(scale)
  const amount = satang(gross)
  const net = divideHalfUp(amount * hundred, hundred + value)
  return { net: fromSatang(net), vat: fromSatang(amount - net) }
}

export interface TaxedAmount {
  gross: MoneyText
  taxCode: string
  rate: string
  exempt: boolean
}
export interface TaxRow extends TaxedAmount {
  net: MoneyText
  vat: MoneyText
}

/** A receipt's VAT: totals per tax code first, then VAT of the rounded total. Codes keep the order they came in. */
export function receiptTaxes(lines: readonly TaxedAmount[]): TaxRow[] {
  const totals = new Map<string, TaxedAmount>()
  for (const line of lines) {
    const known = totals.get(line.taxCode)
    totals.set(line.taxCode, known ? { ...known, gross: add(known.gross, line.gross) } : { ...line, gross: money(line.gross) })
  }
  return [...totals.values()].map((row) => {
    const parts = row.exempt ? { net: row.gross, vat: '0.00' } : vatInside(row.gross, row.rate)
    return { ...row, ...parts }
  })
}

