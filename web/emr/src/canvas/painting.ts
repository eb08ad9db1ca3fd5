/** Puts strokes, areas and guide lines on a canvas. Colours come resolved from the tokens; nothing here knows a raw one. */
import type { Camera, Size } from './geometry'
import type { AreaItem, ChartItem, StrokeItem, ViewName } from './model'

export type Palette = (token: string) => string

export interface Look {
  readonly camera: Camera
  readonly picture: Size
  /** Device pixels for a CSS pixel. */
  readonly density: number
  readonly palette: Palette
  /** Token of an area's product. */
  readonly areaColor: (item: AreaItem) => string
  readonly selected?: string | null
}

/** From here on one unit is one picture pixel. */
export function aim(context: CanvasRenderingContext2D, look: Look): void {
  const scale = look.camera.scale * look.density
  context.setTransform(scale, 0, 0, scale, look.camera.x * look.density, look.camera.y * look.density)
}

export function wipe(context: CanvasRenderingContext2D): void {
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, context.canvas.width, context.canvas.height)
}

export function paintItems(context: CanvasRenderingContext2D, items: readonly ChartItem[], look: Look): void {
  aim(context, look)
  for (const item of items) if (item.type === 'area') paintArea(context, item, look)
  for (const item of items) if (item.type === 'stroke') paintStroke(context, item, look)
}

export function paintStroke(context: CanvasRenderingContext2D, item: StrokeItem, look: Look): void {
  const { width, height } = look.picture
  const base = Math.max(0.5, item.width * width)
  context.save()
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.strokeStyle = look.palette(item.color)
  context.fillStyle = context.strokeStyle
  if (item.tool === 'marker') context.globalAlpha = 0.35
  const [first] = item.points
  if (item.points.length === 1 && first) {
    context.beginPath()
    context.arc(first[0] * width, first[1] * height, base / 2, 0, Math.PI * 2)
    context.fill()
  } else if (pressureVaries(item)) {
    for (let i = 1; i < item.points.length; i += 1) {
      const a = item.points[i - 1]
      const b = item.points[i]
      if (!a || !b) continue
      context.lineWidth = base * (0.4 + 1.2 * ((a[2] + b[2]) / 2))
      context.beginPath()
      context.moveTo(a[0] * width, a[1] * height)
      context.lineTo(b[0] * width, b[1] * height)
      context.stroke()
    }
  } else {
    context.lineWidth = base
    context.stroke(pathOf(item, look.picture))
  }
  if (look.selected === item.id) halo(context, pathOf(item, look.picture), look)
  context.restore()
}

/** A mouse and a plain finger report one and the same pressure. */
function pressureVaries(item: StrokeItem): boolean {
  const first = item.points[0]?.[2]
  return item.tool === 'pen' && item.points.some((point) => point[2] !== first)
}

const paths = new WeakMap<StrokeItem, { size: string; path: Path2D }>()

function pathOf(item: StrokeItem, picture: Size): Path2D {
  const size = `${picture.width}x${picture.height}`
  const known = paths.get(item)
  if (known?.size === size) return known.path
  const path = new Path2D()
  item.points.forEach(([x, y], index) => {
    const previous = item.points[index - 1]
    if (previous === undefined) path.moveTo(x * picture.width, y * picture.height)
    else {
      const mx = ((previous[0] + x) / 2) * picture.width
      const my = ((previous[1] + y) / 2) * picture.height
      path.quadraticCurveTo(previous[0] * picture.width, previous[1] * picture.height, mx, my)
    }
    if (index === item.points.length - 1) path.lineTo(x * picture.width, y * picture.height)
  })
  paths.set(item, { size, path })
  return path
}

export function paintArea(context: CanvasRenderingContext2D, item: AreaItem, look: Look): void {
  const { width, height } = look.picture
  const path = new Path2D()
  item.points.forEach(([x, y], index) => {
    if (index === 0) path.moveTo(x * width, y * height)
    else path.lineTo(x * width, y * height)
  })
  path.closePath()
  context.save()
  const color = look.palette(look.areaColor(item))
  context.fillStyle = color
  context.globalAlpha = 0.13
  context.fill(path)
  context.globalAlpha = 1
  context.strokeStyle = color
  context.lineWidth = 2.2 / look.camera.scale
  context.setLineDash([7 / look.camera.scale, 6 / look.camera.scale])
  context.stroke(path)
  context.setLineDash([])
  if (look.selected === item.id) halo(context, path, look)
  context.restore()
}

function halo(context: CanvasRenderingContext2D, path: Path2D, look: Look): void {
  context.globalAlpha = 1
  context.strokeStyle = look.palette('ink')
  context.lineWidth = 1.5 / look.camera.scale
  context.setLineDash([2 / look.camera.scale, 3 / look.camera.scale])
  context.stroke(path)
}

const GUIDES: Readonly<Record<ViewName, string>> = {
  front: 'M400 60 V760 M184 206 H616 M176 366 H624 M178 560 H622 M236 757 H564',
  left: 'M180 206 H600 M170 366 H640 M170 560 H640 M200 757 H520',
  right: 'M200 206 H620 M160 366 H630 M160 560 H630 M280 757 H600',
}

export function paintGuides(context: CanvasRenderingContext2D, view: ViewName, look: Look): void {
  aim(context, look)
  context.save()
  context.scale(look.picture.width / 800, look.picture.height / 1000)
  context.strokeStyle = look.palette('info')
  context.globalAlpha = 0.55
  context.lineWidth = 1.2
  context.setLineDash([2, 7])
  context.stroke(new Path2D(GUIDES[view]))
  context.restore()
}
