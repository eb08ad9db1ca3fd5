/**
 * The JSON filter language, as erp/kernel/rest evaluates it; both are held to erp/kernel/rest/filter_vectors.json.
 * {"and":[…]} | {"or":[…]} | {"not":…} | {"field":{"eq|ne|lt|lte|gt|gte|in|contains|isnull": v}}
 */
export type Operator = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in' | 'contains' | 'isnull'
export type Filter = { and: Filter[] } | { or: Filter[] } | { not: Filter } | { [field: string]: Partial<Record<Operator, unknown>> }
export type Row = Record<string, unknown>

/** "007" and "0815550101" are codes, not numbers. */
const NUMBER = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/

function asNumber(value: unknown): Exact | null {
  if (typeof value === 'number') return Number.isFinite(value) ? exact(String(value)) : null
  return typeof value === 'string' && NUMBER.test(value) ? exact(value.trim()) : null
}

interface Exact {
  value: bigint
  scale: number
}
/** Decimal text as an integer and a scale: money of any size compares exactly. */
function exact(text: string): Exact {
  const [mantissa = '0', power = '0'] = text.toLowerCase().split('e')
  const [whole = '', part = ''] = mantissa.replace(/^[+-]/, '').split('.')
  const value = BigInt(`${whole}${part}` || '0') * (mantissa.startsWith('-') ? -1n : 1n)
  const scale = part.length - Number(power)
  return scale < 0 ? { value: value * 10n ** BigInt(-scale), scale: 0 } : { value, scale }
}
function difference(a: Exact, b: Exact): bigint {
  const scale = Math.max(a.scale, b.scale)
  return a.value * 10n ** BigInt(scale - a.scale) - b.value * 10n ** BigInt(scale - b.scale)
}

const absent = (value: unknown): boolean => value === null || value === undefined

function equal(present: unknown, wanted: unknown): boolean {
  if (absent(present) || absent(wanted)) return absent(present) && absent(wanted)
  const left = asNumber(present)
  const right = asNumber(wanted)
  if (left && right) return difference(left, right) === 0n
  return typeof present === typeof wanted && JSON.stringify(present) === JSON.stringify(wanted)
}

/** Numbers (also as text: money) by value, everything else as text: instants and days sort so. */
function ordered(present: unknown, wanted: unknown, passes: (sign: number) => boolean): boolean {
  if (absent(present) || absent(wanted)) return false
  const left = asNumber(present)
  const right = asNumber(wanted)
  if (left && right) return passes(Number(difference(left, right) > 0n) - Number(difference(left, right) < 0n))
  const a = String(present)
  const b = String(wanted)
  return passes(a < b ? -1 : a > b ? 1 : 0)
}

const fold = (value: unknown): string => (Array.isArray(value) ? value.join(' ') : String(value)).toLowerCase()

const checks: Record<Operator, (present: unknown, wanted: unknown) => boolean> = {
  eq: equal,
  ne: (present, wanted) => !equal(present, wanted),
  lt: (present, wanted) => ordered(present, wanted, (sign) => sign < 0),
  lte: (present, wanted) => ordered(present, wanted, (sign) => sign <= 0),
  gt: (present, wanted) => ordered(present, wanted, (sign) => sign > 0),
  gte: (present, wanted) => ordered(present, wanted, (sign) => sign >= 0),
  in: (present, wanted) => Array.isArray(wanted) && wanted.some((one) => equal(present, one)),
  contains: (present, wanted) => !absent(present) && !absent(wanted) && fold(present).includes(fold(wanted)),
  isnull: (present, wanted) => absent(present) === wanted,
}

function walk(row: unknown, name: string): unknown {
  return name.split('.').reduce<unknown>((at, step) => (at && typeof at === 'object' && !Array.isArray(at) ? (at as Row)[step] : null), row)
}

export function matches(filter: Filter | null | undefined, row: Row): boolean {
  if (!filter) return true
  return Object.entries(filter).every(([key, rule]) => {
    if (key === 'and') return (rule as Filter[]).every((one) => matches(one, row))
    if (key === 'or') return (rule as Filter[]).some((one) => matches(one, row))
    if (key === 'not') return !matches(rule as Filter, row)
    return Object.entries(rule as Record<string, unknown>).every(([operator, wanted]) => {
      const check = checks[operator as Operator]
      if (!check) throw new RangeError(`unknown operator ${operator}`)
      return check(walk(row, key), wanted)
    })
  })
}
