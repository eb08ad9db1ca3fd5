/** What the drawing board is given and what it asks for: shared by the component and its three helpers. */
import type { Camera, Spot } from './geometry'
import type { Tool } from './keys'
import type { Mark } from './marks'
import type { ChartItem, PointItem, StrokeItem } from './model'
import type { PictureSource } from './pictures'

export interface ProductLook {
  readonly mark: Mark
  readonly name: string
  readonly unit: string
}

export interface BoardProps {
  source: PictureSource
  items: readonly ChartItem[]
  look: (product: number | null) => ProductLook
  tool?: Tool
  selected?: string | null
  readonly?: boolean
  units?: boolean
  guides?: boolean
  ghosts?: readonly PointItem[]
  ringed?: ReadonlySet<string>
  ink?: { color: string; width: number; tool: StrokeItem['tool'] }
  areaProduct?: number | null
  insets?: { top: number; right: number; bottom: number; left: number }
  camera?: Camera | null
  label: string
}

/** The props with their defaults filled in. */
export type Board = Required<BoardProps>

export interface BoardEvents {
  add: [item: ChartItem]
  place: [at: Spot]
  change: [item: ChartItem, key: string]
  remove: [id: string]
  select: [id: string | null]
  dose: [id: string, by: 1 | -1]
  zoom: [percent: number]
  'update:camera': [camera: Camera]
  broken: []
}

export type Tell = <Name extends keyof BoardEvents>(name: Name, ...told: BoardEvents[Name]) => void
