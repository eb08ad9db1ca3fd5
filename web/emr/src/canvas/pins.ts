/** Points and labels as buttons above the drawing: carried by the hand, moved by keys, read aloud. */
import { shallowRef } from 'vue'

import { useEmrMessages, type MessageKey } from '../messages'
import type { Board, Tell } from './board'
import { toFraction, toStage, type Spot } from './geometry'
import { pinOrderOf } from './keys'
import { doseLabel } from './marks'
import { fraction, type PointItem, type TextItem } from './model'
import type { Stage } from './stage'

/** Less than this and a press was a choice, not a move. */
const CARRY_SLIP = 4

type Pinned = PointItem | TextItem

export interface Pins {
  readonly onDown: (event: PointerEvent, item: Pinned) => void
  readonly onMove: (event: PointerEvent, item: Pinned) => void
  readonly onUp: (item: Pinned) => void
  readonly onKey: (event: KeyboardEvent, item: Pinned) => void
  readonly placeOf: (item: { id: string; x: number; y: number }) => string
  readonly nameOf: (item: PointItem, index: number) => string
}

/** `isPanning`: the hand moves the picture, not the pin. `leave`: where the focus goes when a pin is removed. */
export function usePins(props: Board, stage: Stage, tell: Tell, isPanning: () => boolean, leave: () => void): Pins {
  const t = useEmrMessages()
  const carriedAt = shallowRef<{ id: string; x: number; y: number } | null>(null)
  let carried: { id: string; offset: Spot } | null = null

  function onDown(event: PointerEvent, item: Pinned): void {
    if (isPanning() || event.button !== 0) return
    event.stopPropagation()
    tell('select', item.id)
    if (props.readonly) return
    const at = toStage(stage.eye(), stage.frame.value, item)
    const spot = stage.spotOf(event)
    carried = { id: item.id, offset: { x: at.x - spot.x, y: at.y - spot.y } }
    ;(event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)
  }

  function onMove(event: PointerEvent, item: Pinned): void {
    if (carried?.id !== item.id) return
    const spot = stage.spotOf(event)
    const held = { x: spot.x + carried.offset.x, y: spot.y + carried.offset.y }
    const was = toStage(stage.eye(), stage.frame.value, item)
    if (!carriedAt.value && Math.hypot(held.x - was.x, held.y - was.y) < CARRY_SLIP) return
    const at = toFraction(stage.eye(), stage.frame.value, held)
    carriedAt.value = { id: item.id, x: fraction(at.x), y: fraction(at.y) }
  }

  function onUp(item: Pinned): void {
    const at = carriedAt.value
    carried = null
    carriedAt.value = null
    if (at?.id === item.id) tell('change', { ...item, x: at.x, y: at.y }, '')
  }

  function onKey(event: KeyboardEvent, item: Pinned): void {
    if (props.readonly) return
    const order = pinOrderOf(event)
    if (!order) return
    event.preventDefault()
    event.stopPropagation()
    if (order.kind === 'move') tell('change', { ...item, x: fraction(item.x + order.dx), y: fraction(item.y + order.dy) }, `nudge:${item.id}`)
    else if (order.kind === 'dose') tell('dose', item.id, order.by)
    else {
      tell('remove', item.id)
      leave()
    }
  }

  function placeOf(item: { id: string; x: number; y: number }): string {
    const at = carriedAt.value?.id === item.id ? carriedAt.value : item
    return `left: calc(var(--cx) + var(--cw) * ${at.x}); top: calc(var(--cy) + var(--ch) * ${at.y})`
  }

  function nameOf(item: PointItem, index: number): string {
    const look = props.look(item.product_id)
    const site = item.site === '' ? t('siteNone') : siteName(item.site)
    return t('pinName', { n: index + 1, product: look.name, dose: doseLabel(item.units, look.unit), site })
  }

  function siteName(site: string): string {
    const key = `site_${site}` as MessageKey
    const text = t(key)
    return text === key ? site : text
  }

  return { onDown, onMove, onUp, onKey, placeOf, nameOf }
}
