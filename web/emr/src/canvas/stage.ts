/**
 * The board's three canvases (picture, ink, live) under one camera: they follow a finger by a CSS transform and are drawn
 * crisp when it rests. Pins are placed by custom properties, so that no component is rendered while the camera moves.
 */
import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'

import type { Board, Tell } from './board'
import { fitRegion, kept, zoomAt, type Camera, type Size, type Spot } from './geometry'
import type { AreaItem, ChartItem } from './model'
import { aim, paintGuides, paintItems, paintStroke, wipe, type Look } from './painting'
import { usePalette } from './palette'
import { loadPicture, OUTLINE, WHOLE, type Picture } from './pictures'

/** Canvases reach beyond the stage by this much, so that a short pan shows no empty edge. */
const MARGIN = 96
const REST_MS = 120
/** No canvas may outgrow what a tablet can hold. */
const MOST_PIXELS = 16e6

export interface StageNodes {
  readonly stage: Readonly<ShallowRef<HTMLElement | null>>
  readonly layers: Readonly<ShallowRef<HTMLElement | null>>
  readonly pins: Readonly<ShallowRef<HTMLElement | null>>
  readonly photo: Readonly<ShallowRef<HTMLCanvasElement | null>>
  readonly ink: Readonly<ShallowRef<HTMLCanvasElement | null>>
  readonly live: Readonly<ShallowRef<HTMLCanvasElement | null>>
}

export interface Stage {
  readonly size: ShallowRef<Size>
  readonly drawn: ShallowRef<Camera>
  readonly frame: ComputedRef<Size>
  /** Zoomed out so far that labels on pins would overlap. */
  readonly far: Ref<boolean>
  readonly eye: () => Camera
  /** The scale at which the whole picture fits. */
  readonly base: () => number
  /** The camera, moved by a person: from now on it is not fitted by itself. */
  readonly move: (to: Camera) => void
  readonly settle: () => void
  /** Draws crisp soon, unless it is crisp already. */
  readonly settleSoon: () => void
  readonly isCrisp: () => boolean
  readonly fit: () => void
  readonly zoomBy: (factor: number, at?: Spot) => void
  readonly spotOf: (event: { clientX: number; clientY: number }) => Spot
  readonly lookNow: () => Look
  readonly liveContext: () => CanvasRenderingContext2D | null
  readonly wipeLive: () => void
}

function contextOf(canvas: HTMLCanvasElement | null, live = false): CanvasRenderingContext2D | null {
  return canvas?.getContext('2d', live ? { desynchronized: true } : {}) ?? null
}

/** `isMoving` says whether a finger is on the camera now. */
export function useStage(props: Board, nodes: StageNodes, tell: Tell, isMoving: () => boolean): Stage {
  const { palette, turn } = usePalette()
  const picture = shallowRef<Picture | null>(null)
  const size = shallowRef<Size>({ width: 0, height: 0 })
  const drawn = shallowRef<Camera>({ scale: 1, x: 0, y: 0 })
  const far = ref(false)
  const frame = computed<Size>(() => picture.value ?? OUTLINE)
  let eye: Camera = drawn.value
  let base = 1
  let touched = false
  let painted: readonly ChartItem[] = []
  let rest: ReturnType<typeof setTimeout> | undefined

  /** Two is crisp enough. */
  function density(): number {
    const area = (size.value.width + 2 * MARGIN) * (size.value.height + 2 * MARGIN)
    return Math.min(window.devicePixelRatio || 1, 2, Math.sqrt(MOST_PIXELS / Math.max(1, area)))
  }

  function lookNow(): Look {
    return {
      camera: { scale: drawn.value.scale, x: drawn.value.x + MARGIN, y: drawn.value.y + MARGIN },
      picture: frame.value,
      density: density(),
      palette,
      areaColor: (item: AreaItem) => props.look(item.product_id).mark.color,
      selected: props.selected,
    }
  }

  function resizeCanvases(): void {
    const width = Math.round((size.value.width + 2 * MARGIN) * density())
    const height = Math.round((size.value.height + 2 * MARGIN) * density())
    for (const canvas of [nodes.photo.value, nodes.ink.value, nodes.live.value]) {
      if (!canvas) continue
      if (canvas.width !== width) canvas.width = width
      if (canvas.height !== height) canvas.height = height
    }
  }

  function paintPhoto(): void {
    const context = contextOf(nodes.photo.value)
    if (!context) return
    wipe(context)
    if (!picture.value) return
    aim(context, lookNow())
    context.imageSmoothingQuality = 'high'
    picture.value.draw(context, drawn.value.scale * density())
    if (props.guides) paintGuides(context, props.source.view, lookNow())
  }

  function paintInk(): void {
    const context = contextOf(nodes.ink.value)
    if (!context) return
    wipe(context)
    paintItems(context, props.items, lookNow())
    painted = props.items
  }

  /** One more stroke on top needs no second drawing of the two thousand below it. */
  function paintInkFor(now: readonly ChartItem[]): void {
    const last = now.at(-1)
    const only = now.length === painted.length + 1 && painted.every((item, index) => item === now[index])
    const context = contextOf(nodes.ink.value)
    if (only && context && last && last.type !== 'area') {
      if (last.type === 'stroke') {
        aim(context, lookNow())
        paintStroke(context, last, lookNow())
      }
      painted = now
    } else paintInk()
  }

  function placePins(): void {
    const box = nodes.pins.value
    if (!box) return
    box.style.setProperty('--cx', `${eye.x}px`)
    box.style.setProperty('--cy', `${eye.y}px`)
    box.style.setProperty('--cw', `${frame.value.width * eye.scale}px`)
    box.style.setProperty('--ch', `${frame.value.height * eye.scale}px`)
  }

  function follow(): void {
    const node = nodes.layers.value
    if (!node) return
    const ratio = eye.scale / drawn.value.scale
    const x = eye.x + MARGIN - (drawn.value.x + MARGIN) * ratio
    const y = eye.y + MARGIN - (drawn.value.y + MARGIN) * ratio
    node.style.transform = `translate(${x}px, ${y}px) scale(${ratio})`
    placePins()
  }

  /** The camera as it is from now on; drawn crisp once it rests. */
  function aimAt(next: Camera, now = false): void {
    eye = kept(next, frame.value, size.value)
    far.value = eye.scale / base < 0.6
    tell('zoom', Math.round((eye.scale / base) * 100))
    clearTimeout(rest)
    if (now) settle()
    else {
      follow()
      rest = setTimeout(rested, REST_MS)
    }
  }

  /** A finger that only pauses wants no redraw, unless the picture has run out under it. */
  function rested(): void {
    const ratio = eye.scale / drawn.value.scale
    const ran = Math.max(Math.abs(eye.x - drawn.value.x), Math.abs(eye.y - drawn.value.y)) > MARGIN
    if (isMoving() && !ran && ratio < 1.5 && ratio > 0.67) return
    settle()
  }

  function settle(): void {
    clearTimeout(rest)
    drawn.value = eye
    if (nodes.layers.value) nodes.layers.value.style.transform = ''
    resizeCanvases()
    paintPhoto()
    paintInk()
    placePins()
    tell('update:camera', eye)
  }

  const fitted = (): Camera => fitRegion(frame.value, picture.value?.region ?? WHOLE, size.value, props.insets)

  function fit(): void {
    if (size.value.width === 0) return
    const fitting = fitted()
    base = fitting.scale
    touched = false
    aimAt(fitting, true)
  }

  function move(to: Camera): void {
    touched = true
    aimAt(to)
  }

  async function load(): Promise<void> {
    const source = props.source
    try {
      const next = await loadPicture(source, { color: palette('ink-2'), stageWidth: size.value.width || 800 })
      if (source !== props.source) return next.close()
      picture.value?.close()
      picture.value = next
      if (touched) settle()
      else fit()
    } catch {
      if (source !== props.source) return
      picture.value = null
      fit()
      tell('broken')
    }
  }

  watch(
    () => props.items,
    (now) => paintInkFor(now),
  )
  watch(
    () => [props.selected, turn.value] as const,
    () => paintInk(),
  )
  watch(
    () => [props.source, turn.value] as const,
    ([now], before) => {
      if (before && JSON.stringify(now) !== JSON.stringify(before[0])) touched = false
      void load()
    },
  )
  watch(() => props.guides, paintPhoto)
  watch(
    () => props.camera,
    (linked) => {
      if (!linked || size.value.width === 0) return
      if (linked.scale === eye.scale && linked.x === eye.x && linked.y === eye.y) return
      touched = true
      eye = linked
      settle()
    },
  )

  let observer: ResizeObserver | undefined
  onMounted(() => {
    observer = new ResizeObserver(([entry]) => {
      if (!entry) return
      const { width, height } = entry.contentRect
      if (width === size.value.width && height === size.value.height) return
      size.value = { width, height }
      if (touched && picture.value) {
        base = fitted().scale
        settle()
      } else fit()
    })
    if (nodes.stage.value) observer.observe(nodes.stage.value)
    void load()
  })
  onBeforeUnmount(() => {
    observer?.disconnect()
    clearTimeout(rest)
    picture.value?.close()
  })

  return {
    size,
    drawn,
    frame,
    far,
    eye: () => eye,
    base: () => base,
    move,
    settle,
    settleSoon: () => {
      if (eye !== drawn.value) rest = setTimeout(settle, REST_MS)
    },
    isCrisp: () => eye === drawn.value,
    fit,
    zoomBy: (factor, at) => move(zoomAt(eye, factor, at ?? { x: size.value.width / 2, y: size.value.height / 2 }, base)),
    spotOf: (event) => {
      const box = nodes.stage.value?.getBoundingClientRect()
      return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) }
    },
    lookNow,
    liveContext: () => contextOf(nodes.live.value, true),
    wipeLive: () => {
      const context = contextOf(nodes.live.value, true)
      if (context) wipe(context)
    },
  }
}
