/**
 * The JSON filter language, as erp/kernel/rest evaluates it; both are held to erp/kernel/rest/filter_vectors.json.
 * {"and":[…]} | {"or":[…]} | {"not":…} | {"field":{"eq|ne|lt|lte|gt|gte|in|contains|isnull": v}}
 */
export type Operator = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in' | 'contains' | 'isnull'
export type Filter = { and: Filter[] } | { or: Filter[] } | { not: Filter } | { [field: string]: Partial<Record<Operator, unknown>> }
export type Row = Record<string, unknown>

const DECIMAL = /^-?\d+(\.\d+)?$/

function order(a: unknown, b: unknown): number | null {
  if (a === null || a === undefined || b === null || b === undefined) return null
  if (typeof a === 'boolean' || typeof b === 'boolean') return a === b ? 0 : Number(a) - Number(b)
  const left = String(a)
  const right = String(b)
  if (DECIMAL.test(left) && DECIMAL.test(right)) {
    const difference = Number(left) - Number(right)
    return difference < 0 ? -1 : difference > 0 ? 1 : 0
  }
  return left < right ? -1 : left > right ? 1 : 0
}

const fold = (value: unknown): string => String(value).toLocaleLowerCase('en')

const checks: Record<Operator, (value: unknown, wanted: unknown) => boolean> = {
  eq: (value, wanted) => (wanted === null ? value === null || value === undefined : order(value, wanted) === 0),
  ne: (value, wanted) => (wanted === null ? value !== null && value !== undefined : order(value, wanted) !== 0),
  lt: (value, wanted) => (order(value, wanted) ?? 1) < 0,
  lte: (value, wanted) => (order(value, wanted) ?? 1) <= 0,
  gt: (value, wanted) => (order(value, wanted) ?? -1) > 0,
  gte: (value, wanted) => (order(value, wanted) ?? -1) >= 0,
  in: (value, wanted) => Array.isArray(wanted) && wanted.some((one) => order(value, one) === 0),
  contains: (value, wanted) => value !== null && value !== undefined && fold(value).includes(fold(wanted)),
  isnull: (value, wanted) => (value === null || value === undefined) === Boolean(wanted),
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
      return check(row[key], wanted)
    })
  })
}
