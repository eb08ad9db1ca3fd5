/** Fingers, pen, mouse and wheel on the board: who draws, who pans, who pinches. */
import type { Board, Tell } from './board'
import { inside, pan, pinched, simplified, toFraction, type Camera, type Spot } from './geometry'
import { contactOf, heard, IDLE, moved, pressed, released, type Contact, type Device, type Hands } from './gestures'
import { hit } from './hits'
import { fraction, newId, type AreaItem, type StrokeItem } from './model'
import { aim, paintItems, paintStroke, wipe } from './painting'
import type { Stage } from './stage'

/** A tap may slip by this many pixels. */
const TAP_SLIP = 10

type Path = readonly (readonly [number, number, number])[]

export interface Pointers {
  readonly onDown: (event: PointerEvent) => void
  readonly onMove: (event: PointerEvent) => void
  readonly onUp: (event: PointerEvent) => void
  readonly onCancel: (event: PointerEvent) => void
  readonly onWheel: (event: WheelEvent) => void
  /** Whether the camera is in somebody's hand. */
  readonly isMoving: () => boolean
  readonly holdSpace: (held: boolean) => void
  readonly isPanning: () => boolean
}

/** `write` begins a text where it was tapped. */
export function usePointers(props: Board, stage: Stage, node: () => HTMLElement | null, tell: Tell, write: (at: Spot) => void): Pointers {
  let hands: Hands = IDLE
  let spaceHeld = false
  let live: { points: [number, number, number][]; kind: 'stroke' | 'area' } | null = null
  let started: readonly [Spot, Spot] | null = null
  let from: Spot | null = null
  let cameraThen: Camera = stage.eye()

  const isPanning = (): boolean => props.tool === 'pan' || spaceHeld
  const isMoving = (): boolean => hands.gesture.kind === 'pan' || hands.gesture.kind === 'pinch'
  const fractionOf = (spot: Spot): Spot => toFraction(stage.eye(), stage.frame.value, spot)
  const pressureOf = (event: PointerEvent): number => (event.pointerType === 'pen' ? event.pressure : 0.5)

  function contact(event: PointerEvent): Contact {
    const device: Device = event.pointerType === 'pen' || event.pointerType === 'touch' ? event.pointerType : 'mouse'
    return { id: event.pointerId, device, ...stage.spotOf(event) }
  }

  function dropLive(): void {
    live = null
    stage.wipeLive()
  }

  function onDown(event: PointerEvent): void {
    if (event.button > 1) return
    const result = pressed(hands, contact(event), isPanning() || event.button === 1)
    if (result.hands === hands) return
    hands = result.hands
    if (result.abandoned) dropLive()
    node()?.setPointerCapture(event.pointerId)
    from = stage.spotOf(event)
    cameraThen = stage.eye()
    if (hands.gesture.kind === 'pinch') {
      const [a, b] = hands.gesture.ids.map((id) => contactOf(hands, id))
      started = a && b ? [a, b] : null
    } else if (hands.gesture.kind === 'act') begin(event)
  }

  function begin(event: PointerEvent): void {
    if (props.readonly || (props.tool !== 'draw' && props.tool !== 'area')) return
    const at = fractionOf(stage.spotOf(event))
    if (!inside(at)) return
    if (!stage.isCrisp()) stage.settle()
    live = { kind: props.tool === 'draw' ? 'stroke' : 'area', points: [[at.x, at.y, pressureOf(event)]] }
  }

  function onMove(event: PointerEvent): void {
    if (!heard(hands, event.pointerId)) return
    hands = moved(hands, contact(event))
    const { gesture } = hands
    if (gesture.kind === 'pinch' && started) {
      const [a, b] = gesture.ids.map((id) => contactOf(hands, id))
      if (a && b) stage.move(pinched(cameraThen, started, [a, b], stage.base()))
    } else if (gesture.kind === 'pan' && gesture.id === event.pointerId && from) {
      const now = stage.spotOf(event)
      stage.move(pan(cameraThen, now.x - from.x, now.y - from.y))
    } else if (gesture.kind === 'act' && gesture.id === event.pointerId && live) {
      const several = event.getCoalescedEvents()
      for (const one of several.length > 0 ? several : [event]) extend(one)
    }
  }

  function extend(event: PointerEvent): void {
    if (!live) return
    const at = fractionOf(stage.spotOf(event))
    const next: [number, number, number] = [Math.min(1, Math.max(0, at.x)), Math.min(1, Math.max(0, at.y)), pressureOf(event)]
    const last = live.points.at(-1)
    if (last && Math.hypot(next[0] - last[0], next[1] - last[1]) * stage.frame.value.width * stage.eye().scale < 1) return
    live.points.push(next)
    const context = stage.liveContext()
    if (!context) return
    const look = stage.lookNow()
    if (live.kind === 'stroke') {
      aim(context, look)
      paintStroke(context, { ...strokeOf(live.points.slice(-2)), tool: 'pen' }, look)
    } else {
      wipe(context)
      paintItems(context, [areaOf(live.points)], look)
    }
  }

  function strokeOf(path: Path): StrokeItem {
    return { id: 'live', type: 'stroke', tool: props.ink.tool, color: props.ink.color, width: props.ink.width, points: path }
  }

  function areaOf(path: Path): AreaItem {
    return { id: 'live', type: 'area', points: path.map(([x, y]) => [x, y] as const), product_id: props.areaProduct }
  }

  function onUp(event: PointerEvent): void {
    if (!heard(hands, event.pointerId)) return
    const acted = hands.gesture.kind === 'act' && hands.gesture.id === event.pointerId
    hands = released(hands, event.pointerId)
    cameraThen = stage.eye()
    if (hands.gesture.kind === 'none') stage.settleSoon()
    from = hands.gesture.kind === 'pan' ? (contactOf(hands, hands.gesture.id) ?? null) : from
    if (!acted) return
    if (live) finish()
    else if (from) tapped(stage.spotOf(event), from)
  }

  function onCancel(event: PointerEvent): void {
    hands = released(hands, event.pointerId)
    dropLive()
    stage.settleSoon()
  }

  /** Half a stage pixel is the tolerance: nobody sees the difference, and a stroke is a third as long. */
  function finish(): void {
    const path = live?.points ?? []
    const kind = live?.kind
    dropLive()
    const tolerance = 0.5 / (stage.frame.value.width * stage.eye().scale)
    const lean = simplified(path, tolerance).map(([x, y, p]) => [fraction(x), fraction(y), p] as const)
    if (kind === 'stroke') tell('add', { ...strokeOf(lean), id: newId() })
    else if (lean.length >= 3) tell('add', { ...areaOf(lean), id: newId() })
  }

  function tapped(at: Spot, began: Spot): void {
    if (Math.hypot(at.x - began.x, at.y - began.y) > TAP_SLIP) return
    const place = fractionOf(at)
    if (!props.readonly && props.tool === 'point' && inside(place)) tell('place', place)
    else if (!props.readonly && props.tool === 'text' && inside(place)) write(place)
    else if (props.tool === 'select') tell('select', hit(props.items, at, stage.eye(), stage.frame.value)?.id ?? null)
  }

  /** A wheel zooms; a trackpad (two axes, small steps) pans, and zooms with Ctrl as browsers report a pinch. */
  function onWheel(event: WheelEvent): void {
    const notch = event.deltaMode !== 0 || (event.deltaX === 0 && Math.abs(event.deltaY) >= 50)
    if (event.ctrlKey || event.metaKey || notch) stage.zoomBy(Math.exp(-event.deltaY * (notch ? 0.0015 : 0.01)), stage.spotOf(event))
    else stage.move(pan(stage.eye(), -event.deltaX, -event.deltaY))
  }

  return { onDown, onMove, onUp, onCancel, onWheel, isMoving, isPanning, holdSpace: (held) => (spaceHeld = held) }
}
