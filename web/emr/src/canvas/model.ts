/** What a face chart holds: annotations on an upright picture, every coordinate a fraction 0..1 of its width or height. */

export type ViewName = 'front' | 'left' | 'right'
export const VIEWS: readonly ViewName[] = ['front', 'left', 'right']

export type Depth = 'intramuscular' | 'subcutaneous' | 'dermal'
export const DEPTHS: readonly Depth[] = ['intramuscular', 'subcutaneous', 'dermal']

/** One injection: product, lot and dose at a place. `units` is in the product's own unit (U or mL). */
export interface PointItem {
  readonly id: string
  readonly type: 'point'
  readonly x: number
  readonly y: number
  readonly product_id: number | null
  readonly lot_id: number | null
  readonly units: number
  readonly site: string
  readonly depth: string
  readonly note: string
}

/** A drawn line. Width is a fraction of the picture's width, so that it scales with the picture. */
export interface StrokeItem {
  readonly id: string
  readonly type: 'stroke'
  readonly tool: 'pen' | 'marker'
  readonly color: string
  readonly width: number
  /** x, y and pen pressure 0..1. */
  readonly points: readonly (readonly [number, number, number])[]
}

/** A closed region, optionally of one product. */
export interface AreaItem {
  readonly id: string
  readonly type: 'area'
  readonly points: readonly (readonly [number, number])[]
  readonly product_id: number | null
}

export interface TextItem {
  readonly id: string
  readonly type: 'text'
  readonly x: number
  readonly y: number
  readonly text: string
}

export type ChartItem = PointItem | StrokeItem | AreaItem | TextItem

/** Five decimals are 0.06 mm on a face and keep a stroke of 200 points under 5 kB. */
const PLACES = 1e5
export const MAX_TEXT = 200

export function fraction(value: number): number {
  if (!Number.isFinite(value)) return 0
  return Math.round(Math.min(1, Math.max(0, value)) * PLACES) / PLACES
}

/** Doses carry two decimals, kept as whole hundredths while adding, so that 0.1 + 0.2 is 0.3. */
export function dose(value: number): number {
  if (!Number.isFinite(value)) return 0
  return Math.round(Math.max(0, value) * 100) / 100
}

export function newId(): string {
  return crypto.randomUUID()
}

export function isPoint(item: ChartItem): item is PointItem {
  return item.type === 'point'
}

export function pointsOf(items: readonly ChartItem[]): PointItem[] {
  return items.filter(isPoint)
}

/** The one form in which a chart leaves the browser: fractions clipped and rounded, doses as decimal strings. */
export function normalised(items: readonly ChartItem[]): Record<string, unknown>[] {
  return items.map((item) => {
    switch (item.type) {
      case 'point':
        return {
          ...item,
          x: fraction(item.x),
          y: fraction(item.y),
          units: item.units > 0 && item.lot_id !== null ? decimalText(item.units) : null,
        }
      case 'stroke':
        return { ...item, width: fraction(item.width), points: item.points.map(([x, y, p]) => [fraction(x), fraction(y), pressure(p)]) }
      case 'area':
        return { ...item, points: item.points.map(([x, y]) => [fraction(x), fraction(y)]) }
      case 'text':
        return { ...item, x: fraction(item.x), y: fraction(item.y), text: item.text.slice(0, MAX_TEXT) }
    }
  })
}

/** "4" for 4, "0.25" for 0.25: exact, without trailing noughts. */
export function decimalText(value: number): string {
  return String(dose(value))
}

function pressure(value: number): number {
  return Math.round(Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0.5)) * 100) / 100
}

/** Reads what the server stored. Anything that is not a known annotation is left out rather than breaking the chart. */
export function parsed(raw: unknown): ChartItem[] {
  if (!Array.isArray(raw)) return []
  return raw.map(parsedItem).filter((item): item is ChartItem => item !== null)
}

function parsedItem(raw: unknown): ChartItem | null {
  if (typeof raw !== 'object' || raw === null) return null
  const row = raw as Record<string, unknown>
  const id = typeof row['id'] === 'string' && row['id'] !== '' ? row['id'] : newId()
  switch (row['type']) {
    case 'point':
      return {
        id,
        type: 'point',
        x: fraction(Number(row['x'])),
        y: fraction(Number(row['y'])),
        product_id: key(row['product_id']),
        lot_id: key(row['lot_id']),
        units: dose(Number(row['units'])),
        site: text(row['site']),
        depth: text(row['depth']),
        note: text(row['note']),
      }
    case 'stroke': {
      const points = pairs(row['points']).map(([x, y, p]) => [fraction(x), fraction(y), pressure(p ?? 0.5)] as const)
      if (points.length === 0) return null
      const tool = row['tool'] === 'marker' ? 'marker' : 'pen'
      return { id, type: 'stroke', tool, color: text(row['color']) || 'cat-2', width: fraction(Number(row['width'] ?? 0.005)), points }
    }
    case 'area': {
      const points = pairs(row['points']).map(([x, y]) => [fraction(x), fraction(y)] as const)
      return points.length < 3 ? null : { id, type: 'area', points, product_id: key(row['product_id']) }
    }
    case 'text':
      return { id, type: 'text', x: fraction(Number(row['x'])), y: fraction(Number(row['y'])), text: text(row['text']) }
    default:
      return null
  }
}

function key(value: unknown): number | null {
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) && number > 0 ? number : null
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function pairs(value: unknown): [number, number, number | undefined][] {
  if (!Array.isArray(value)) return []
  const rows: unknown[] = value
  return rows
    .filter((row): row is unknown[] => Array.isArray(row) && row.length >= 2)
    .map((row) => [Number(row[0]), Number(row[1]), row[2] === undefined ? undefined : Number(row[2])])
}
