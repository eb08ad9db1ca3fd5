/** What changed between two versions: per product, per site, and which points to ring. */
import { type ChartItem, type PointItem, dose, pointsOf } from './model'

export type Change = 'same' | 'more' | 'less' | 'new' | 'gone'

export interface Difference {
  readonly key: string
  readonly before: number
  readonly after: number
  readonly change: Change
}

export interface Comparison {
  readonly products: readonly Difference[]
  /** Key is `site|product_id`. */
  readonly sites: readonly Difference[]
  /** Ids of points of the later version that have no equal in the earlier one. */
  readonly changed: ReadonlySet<string>
}

/** Two points are the same injection if product and dose agree and they lie within this fraction of each other. */
const NEAR = 0.012

export function compared(before: readonly ChartItem[], after: readonly ChartItem[]): Comparison {
  const old = pointsOf(before)
  const now = pointsOf(after)
  const left = [...old]
  const changed = new Set<string>()
  for (const point of now) {
    const at = left.findIndex((other) => alike(other, point))
    if (at < 0) changed.add(point.id)
    else left.splice(at, 1)
  }
  return {
    products: differences(old, now, (point) => String(point.product_id ?? 0)),
    sites: differences(old, now, (point) => `${point.site}|${point.product_id ?? 0}`),
    changed,
  }
}

function alike(a: PointItem, b: PointItem): boolean {
  return a.product_id === b.product_id && a.units === b.units && Math.hypot(a.x - b.x, a.y - b.y) <= NEAR
}

function differences(before: readonly PointItem[], after: readonly PointItem[], keyOf: (point: PointItem) => string): Difference[] {
  const old = sums(before, keyOf)
  const now = sums(after, keyOf)
  return [...new Set([...old.keys(), ...now.keys()])].map((key) => {
    const was = old.get(key)
    const is = now.get(key)
    return { key, before: was ?? 0, after: is ?? 0, change: changeOf(was, is) }
  })
}

function sums(points: readonly PointItem[], keyOf: (point: PointItem) => string): Map<string, number> {
  const totals = new Map<string, number>()
  for (const point of points) totals.set(keyOf(point), dose((totals.get(keyOf(point)) ?? 0) + point.units))
  return totals
}

function changeOf(was: number | undefined, is: number | undefined): Change {
  if (was === undefined) return 'new'
  if (is === undefined) return 'gone'
  return is === was ? 'same' : is > was ? 'more' : 'less'
}
