/** What a hand does to the sheet: place, change, dose, take away, start over. Every step can be undone. */
import { toast } from '@aesthetix/ui-kit'
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'

import { useEmrMessages } from '../messages'
import type { Chart } from './chart'
import { add, change, remove, replaced } from './editing'
import type { Spot } from './geometry'
import { doseStep } from './marks'
import { DEPTHS, dose, fraction, newId, pointsOf, type ChartItem, type PointItem } from './model'
import { siteAt } from './sites'
import type { Vials } from './vials'

export interface Placing {
  readonly selected: Ref<string | null>
  readonly point: ComputedRef<PointItem | null>
  readonly pointIndex: ComputedRef<number>
  readonly put: (item: ChartItem) => void
  /** A point of the vial in hand; its id, or null where there is no vial. */
  readonly place: (at: Spot) => string | null
  readonly changed: (item: ChartItem, key: string) => void
  readonly doseBy: (id: string, by: 1 | -1) => void
  readonly drop: (id: string) => void
  readonly reset: () => void
}

export function usePlacing(chart: Chart, vials: Vials, items: ComputedRef<readonly ChartItem[]>): Placing {
  const t = useEmrMessages()
  const selected = ref<string | null>(null)
  const lastDepth = ref<string>(DEPTHS[0]!)

  const put = (item: ChartItem): void => chart.edit((now) => add(now, item))

  function place(at: Spot): string | null {
    const vial = vials.current.value
    if (!vial) return null
    const item: PointItem = {
      id: newId(),
      type: 'point',
      x: fraction(at.x),
      y: fraction(at.y),
      product_id: vial.product,
      lot_id: vial.lot,
      units: vials.nextDose(vial.product),
      site: siteAt(chart.view.value, at.x, at.y),
      depth: lastDepth.value,
      note: '',
    }
    put(item)
    selected.value = item.id
    return item.id
  }

  /** A point that moves takes the site it lies on, unless somebody named another one. */
  function changed(item: ChartItem, key: string): void {
    const old = items.value.find((one) => one.id === item.id)
    let next = item
    if (item.type === 'point' && old?.type === 'point') {
      if (item.product_id !== null && item.units !== old.units) vials.noteDose(item.product_id, item.units)
      if (item.depth !== old.depth) lastDepth.value = item.depth
      const moved = item.x !== old.x || item.y !== old.y
      if (moved && old.site === siteAt(chart.view.value, old.x, old.y)) next = { ...item, site: siteAt(chart.view.value, item.x, item.y) }
    }
    chart.edit((now) => change(now, next, key))
  }

  function doseBy(id: string, by: 1 | -1): void {
    const found = pointsOf(items.value).find((one) => one.id === id)
    if (!found) return
    const units = dose(found.units + by * doseStep(vials.products.unitOf(found.product_id)))
    if (units > 0) changed({ ...found, units }, `dose:${id}`)
  }

  function drop(id: string): void {
    chart.edit((now) => remove(now, id))
    if (selected.value === id) selected.value = null
  }

  function reset(): void {
    const gone = items.value.length
    chart.edit((now) => replaced(now, []))
    selected.value = null
    toast({ text: t('resetDone', { n: gone }), action: { label: t('undo'), run: chart.undo } })
  }

  /** The vial of a chosen point is the one in hand. */
  watch(selected, (id) => {
    const found = pointsOf(items.value).find((one) => one.id === id)
    if (found?.product_id) vials.choose(found.product_id, found.lot_id)
  })

  return {
    selected,
    point: computed(() => pointsOf(items.value).find((one) => one.id === selected.value) ?? null),
    pointIndex: computed(() => pointsOf(items.value).findIndex((one) => one.id === selected.value)),
    put,
    place,
    changed,
    doseBy,
    drop,
    reset,
  }
}
