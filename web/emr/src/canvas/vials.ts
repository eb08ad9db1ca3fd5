/** Products and lots at hand: which vial the next point takes, what was drawn, charted and wasted, and whether it comes out. */
import { useFormat } from '@aesthetix/ui-kit'
import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'

import type { Lot } from '../doors/others'
import { useEmrMessages } from '../messages'
import type { Chart } from './chart'
import { firstDose } from './marks'
import { pointsOf, VIEWS } from './model'
import { useProducts, type Products } from './products'
import { balances as balancesOf, vialKey, type Balance } from './totals'

export interface Vial {
  readonly product: number
  readonly lot: number
  readonly number: string
  readonly expires: string | null
}

export interface Vials {
  readonly products: Products
  readonly all: ComputedRef<Vial[]>
  /** Which of them the next point takes. */
  readonly active: Ref<number>
  readonly current: ComputedRef<Vial | null>
  readonly balances: ComputedRef<readonly Balance[]>
  readonly unbalanced: ComputedRef<Balance | null>
  readonly lotText: (balance: Balance) => string
  readonly numberOf: (lot: number | null) => string
  readonly nextDose: (product: number) => number
  readonly noteDose: (product: number, units: number) => void
  /** A vial that was just brought; nothing is charted with it yet. */
  readonly bring: (product: number, lot: Lot) => void
  readonly choose: (product: number, lot: number | null) => void
}

export function useVials(chart: Chart): Vials {
  const t = useEmrMessages()
  const format = useFormat()
  const brought = shallowRef<readonly Vial[]>([])
  const active = ref(0)
  const lastDose = new Map<number, number>()

  const order = computed(() => [
    ...(chart.vials.data.value ?? []).map((vial) => vial.product_id),
    ...VIEWS.flatMap((view) => pointsOf(chart.leaves[view].sheet.items).map((point) => point.product_id ?? 0)),
    ...brought.value.map((vial) => vial.product),
  ])
  const products = useProducts(() => order.value.filter((id) => id > 0))

  const all = computed<Vial[]>(() => {
    const found = new Map<string, Vial>()
    const note = (product: number | null, lot: number | null, number: string, expires: string | null): void => {
      if (product === null || lot === null) return
      const key = vialKey(product, lot)
      const known = found.get(key)
      found.set(key, { product, lot, number: number || known?.number || '', expires: expires ?? known?.expires ?? null })
    }
    for (const vial of chart.vials.data.value ?? []) note(vial.product_id, vial.lot_id, vial.lot_code ?? '', null)
    for (const view of VIEWS) for (const point of pointsOf(chart.leaves[view].sheet.items)) note(point.product_id, point.lot_id, '', null)
    for (const vial of brought.value) note(vial.product, vial.lot, vial.number, vial.expires)
    return [...found.values()]
  })

  const balances = computed(() =>
    balancesOf(
      chart.vials.data.value ?? [],
      VIEWS.flatMap((view) => chart.leaves[view].saved?.items ?? []),
      VIEWS.flatMap((view) => chart.leaves[view].sheet.items),
    ),
  )

  function lotText(balance: Balance): string {
    const found = all.value.find((one) => one.product === balance.product_id && one.lot === balance.lot_id)
    const number = found?.number || balance.lot_code || ''
    return [number ? t('lotN', { lot: number }) : '', found?.expires ? t('expires', { day: format.date(found.expires) }) : '', t('pointsN', { n: balance.points })]
      .filter(Boolean)
      .join(', ')
  }

  function bring(product: number, lot: Lot): void {
    brought.value = [...brought.value.filter((one) => one.lot !== lot.id), { product, lot: lot.id, number: lot.number, expires: lot.expires_on }]
  }

  function choose(product: number, lot: number | null): void {
    const at = all.value.findIndex((one) => one.product === product && one.lot === lot)
    if (at >= 0) active.value = at
  }

  watch(
    () => chart.session.value?.id,
    () => {
      brought.value = []
      active.value = 0
    },
  )

  return {
    products,
    all,
    active,
    current: computed(() => all.value[active.value] ?? null),
    balances,
    unbalanced: computed(() => balances.value.find((balance) => balance.open !== 0) ?? null),
    lotText,
    numberOf: (lot) => all.value.find((one) => one.lot === lot)?.number ?? '',
    nextDose: (product) => lastDose.get(product) ?? firstDose(products.unitOf(product)),
    noteDose: (product, units) => lastDose.set(product, units),
    bring,
    choose,
  }
}
