/** How a product looks on the chart: colour and shape and number together, so that no one of them is needed alone. */

export type Shape = 'circle' | 'diamond' | 'square' | 'triangle'
export interface Mark {
  /** Name of a categorical token: `cat-1` … `cat-8`. */
  readonly color: string
  readonly shape: Shape
}

const SHAPES: readonly Shape[] = ['circle', 'diamond', 'square', 'triangle']
const COLOURS = 8
export const NEUTRAL: Mark = { color: 'cat-8', shape: 'circle' }

/** The n-th product of a chart. Colour and shape turn at different paces: 8 products differ in colour, 32 in the pair. */
export function markAt(index: number): Mark {
  if (index < 0) return NEUTRAL
  const shape = SHAPES[(index + Math.floor(index / COLOURS)) % SHAPES.length] ?? 'circle'
  return { color: `cat-${(index % COLOURS) + 1}`, shape }
}

/** What is written in the mark: "4U" for units, ".25" for millilitres. */
export function doseLabel(units: number, unit: string): string {
  const number = String(Math.round(units * 1000) / 1000)
  if (unit.toUpperCase() === 'U') return `${number}U`
  return number.startsWith('0.') ? number.slice(1) : number
}

/** "42 U", "32.5 U", "0.90 mL": units without trailing noughts, everything else with two places. */
export function doseText(units: number, unit: string): string {
  const number = unit.toUpperCase() === 'U' ? String(Math.round(units * 100) / 100) : units.toFixed(2)
  return unit === '' ? number : `${number} ${unit}`
}

/** The step of + and −: half a unit of toxin, a twentieth of a millilitre. */
export function doseStep(unit: string): number {
  return unit.toUpperCase() === 'U' ? 0.5 : 0.05
}

export function firstDose(unit: string): number {
  return unit.toUpperCase() === 'U' ? 2 : 0.1
}
