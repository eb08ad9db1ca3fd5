/** What lies under a finger. Pins and labels are buttons of their own; strokes and areas are found here. */
import { type Camera, type Size, type Spot, contains, distanceToLine, toStage } from './geometry'
import type { ChartItem } from './model'

/** The topmost annotation within `reach` stage pixels, later ones first; a stroke before the area it crosses. */
export function hit(items: readonly ChartItem[], at: Spot, camera: Camera, picture: Size, reach = 12): ChartItem | null {
  const stage = (x: number, y: number): Spot => toStage(camera, picture, { x, y })
  const upward = [...items].reverse()
  for (const item of upward) {
    if (item.type !== 'stroke') continue
    const width = item.width * picture.width * camera.scale
    if (
      distanceToLine(
        at,
        item.points.map(([x, y]) => stage(x, y)),
      ) <=
      reach + width / 2
    )
      return item
  }
  for (const item of upward) {
    if (item.type !== 'area') continue
    const polygon = item.points.map(([x, y]) => stage(x, y))
    const first = polygon[0]
    if (contains(polygon, at) || (first && distanceToLine(at, [...polygon, first]) <= reach)) return item
  }
  return null
}
