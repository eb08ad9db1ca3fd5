/** Plane geometry of the chart: between the stage (CSS pixels), the picture (its own pixels) and fractions 0..1. */

export interface Spot {
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** stage = picture × scale + offset. */
export interface Camera {
  readonly scale: number
  readonly x: number
  readonly y: number
}

export interface Insets {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

const NO_INSETS: Insets = { top: 0, right: 0, bottom: 0, left: 0 }
export const MIN_ZOOM = 0.25
export const MAX_ZOOM = 8

/** The camera that shows the whole picture in the middle of what the insets leave free. */
export function fit(picture: Size, stage: Size, insets: Insets = NO_INSETS): Camera {
  const width = Math.max(1, stage.width - insets.left - insets.right)
  const height = Math.max(1, stage.height - insets.top - insets.bottom)
  const scale = Math.min(width / picture.width, height / picture.height)
  return {
    scale,
    x: insets.left + (width - picture.width * scale) / 2,
    y: insets.top + (height - picture.height * scale) / 2,
  }
}

/** What a picture is about, as fractions: a face needs less room than the sheet it is drawn on. */
export interface Region {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export function fitRegion(picture: Size, region: Region, stage: Size, insets: Insets = NO_INSETS): Camera {
  const part = { width: picture.width * region.width, height: picture.height * region.height }
  const camera = fit(part, stage, insets)
  return {
    scale: camera.scale,
    x: camera.x - picture.width * region.x * camera.scale,
    y: camera.y - picture.height * region.y * camera.scale,
  }
}

export function toStage(camera: Camera, picture: Size, at: Spot): Spot {
  return { x: at.x * picture.width * camera.scale + camera.x, y: at.y * picture.height * camera.scale + camera.y }
}

export function toFraction(camera: Camera, picture: Size, at: Spot): Spot {
  return {
    x: (at.x - camera.x) / camera.scale / picture.width,
    y: (at.y - camera.y) / camera.scale / picture.height,
  }
}

export function inside(at: Spot): boolean {
  return at.x >= 0 && at.x <= 1 && at.y >= 0 && at.y <= 1
}

/** Zooms by `factor` while what lies under `at` stays there. `base` is the fitting scale: 100 %. */
export function zoomAt(camera: Camera, factor: number, at: Spot, base: number): Camera {
  const scale = Math.min(base * MAX_ZOOM, Math.max(base * MIN_ZOOM, camera.scale * factor))
  const real = scale / camera.scale
  return { scale, x: at.x - (at.x - camera.x) * real, y: at.y - (at.y - camera.y) * real }
}

export function pan(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x + dx, y: camera.y + dy }
}

/** At least a quarter of the picture stays on the stage: nobody loses a face by panning. */
export function kept(camera: Camera, picture: Size, stage: Size): Camera {
  const width = picture.width * camera.scale
  const height = picture.height * camera.scale
  return {
    scale: camera.scale,
    x: Math.min(stage.width - width / 4, Math.max(width / 4 - width, camera.x)),
    y: Math.min(stage.height - height / 4, Math.max(height / 4 - height, camera.y)),
  }
}

/** Two fingers moved from (a, b) to (c, d): the points under them follow. */
export function pinched(camera: Camera, from: readonly [Spot, Spot], to: readonly [Spot, Spot], base: number): Camera {
  const spread = distance(from[0], from[1])
  const factor = spread < 1 ? 1 : distance(to[0], to[1]) / spread
  const start = middle(from[0], from[1])
  const end = middle(to[0], to[1])
  return pan(zoomAt(camera, factor, start, base), end.x - start.x, end.y - start.y)
}

export function distance(a: Spot, b: Spot): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

export function middle(a: Spot, b: Spot): Spot {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

export function distanceToSegment(at: Spot, a: Spot, b: Spot): number {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((at.x - a.x) * dx + (at.y - a.y) * dy) / length))
  return Math.hypot(at.x - a.x - t * dx, at.y - a.y - t * dy)
}

export function distanceToLine(at: Spot, line: readonly Spot[]): number {
  const first = line[0]
  if (first === undefined) return Infinity
  if (line.length === 1) return distance(at, first)
  let best = Infinity
  for (let i = 1; i < line.length; i += 1) {
    const a = line[i - 1]
    const b = line[i]
    if (a && b) best = Math.min(best, distanceToSegment(at, a, b))
  }
  return best
}

/** Even–odd rule. */
export function contains(polygon: readonly Spot[], at: Spot): boolean {
  let within = false
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i, i += 1) {
    const a = polygon[i]
    const b = polygon[j]
    if (!a || !b) continue
    if (a.y > at.y !== b.y > at.y && at.x < ((b.x - a.x) * (at.y - a.y)) / (b.y - a.y) + a.x) within = !within
  }
  return within
}

export function centre(polygon: readonly Spot[]): Spot {
  const n = Math.max(1, polygon.length)
  return { x: polygon.reduce((sum, p) => sum + p.x, 0) / n, y: polygon.reduce((sum, p) => sum + p.y, 0) / n }
}

/** Ramer–Douglas–Peucker without recursion: drops the points a straight line says as well within `tolerance`. */
export function simplified<T extends readonly [number, number, ...number[]]>(points: readonly T[], tolerance: number): T[] {
  const last = points.length - 1
  if (last < 2) return [...points]
  const keep = new Set<number>([0, last])
  const spans: [number, number][] = [[0, last]]
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span
    const a = points[from]
    const b = points[to]
    if (!a || !b) continue
    let worst = tolerance
    let at = -1
    for (let i = from + 1; i < to; i += 1) {
      const p = points[i]
      if (!p) continue
      const off = distanceToSegment({ x: p[0], y: p[1] }, { x: a[0], y: a[1] }, { x: b[0], y: b[1] })
      if (off > worst) {
        worst = off
        at = i
      }
    }
    if (at > 0) {
      keep.add(at)
      spans.push([from, at], [at, to])
    }
  }
  return points.filter((_, index) => keep.has(index))
}
