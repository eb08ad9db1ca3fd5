/** Running totals per product and lot, and the sum the clinic answers for: drawn = charted + wasted. */
import { type ChartItem, dose, pointsOf } from './model'

export interface VialRow {
  readonly product_id: number
  readonly lot_id: number | null
  readonly drawn: number
  readonly charted: number
  readonly wasted: number
  readonly lot_code?: string
  readonly product_name?: string
  /** False where nobody recorded a draw: then what is charted and wasted counts as drawn. */
  readonly draw_recorded?: boolean
}

export interface Balance extends VialRow {
  readonly points: number
  /** drawn − charted − wasted; 0 is balanced, above 0 unaccounted, below 0 charted more than was drawn. */
  readonly open: number
}

export function vialKey(product: number, lot: number | null): string {
  return `${product}:${lot ?? 0}`
}

/** Charted per product and lot. */
export function charted(
  items: readonly ChartItem[],
): Map<string, { product_id: number; lot_id: number | null; units: number; points: number }> {
  const sums = new Map<string, { product_id: number; lot_id: number | null; units: number; points: number }>()
  for (const point of pointsOf(items)) {
    if (point.product_id === null) continue
    const key = vialKey(point.product_id, point.lot_id)
    const sum = sums.get(key) ?? { product_id: point.product_id, lot_id: point.lot_id, units: 0, points: 0 }
    sums.set(key, { ...sum, units: dose(sum.units + point.units), points: sum.points + 1 })
  }
  return sums
}

/**
 * The server's vials seen through the draft: what the server counted from the last saved version of this view is replaced by what
 * the draft holds, so that the panel moves with every point and agrees with the server after saving.
 */
export function balances(vials: readonly VialRow[], saved: readonly ChartItem[], draft: readonly ChartItem[]): Balance[] {
  const before = charted(saved)
  const now = charted(draft)
  const rows = new Map<string, Balance>()
  for (const vial of vials) {
    const key = vialKey(vial.product_id, vial.lot_id)
    const local = now.get(key)
    const units = dose(vial.charted - (before.get(key)?.units ?? 0) + (local?.units ?? 0))
    const drawn = vial.draw_recorded === false ? dose(units + vial.wasted) : vial.drawn
    rows.set(key, balance({ ...vial, drawn, charted: units }, local?.points ?? 0))
  }
  for (const [key, sum] of now) {
    if (rows.has(key)) continue
    rows.set(
      key,
      balance(
        { product_id: sum.product_id, lot_id: sum.lot_id, drawn: sum.units, charted: sum.units, wasted: 0, draw_recorded: false },
        sum.points,
      ),
    )
  }
  return [...rows.values()]
}

function balance(row: VialRow, points: number): Balance {
  return { ...row, points, open: Math.round((row.drawn - row.charted - row.wasted) * 100) / 100 }
}
