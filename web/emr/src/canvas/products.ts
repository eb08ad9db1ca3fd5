/** The products of one chart: their names, units and looks. The order in which they came in gives colour and shape. */
import { useSession } from '@aesthetix/sdk'
import { useLocale } from '@aesthetix/ui-kit'
import { computed, type ComputedRef } from 'vue'

import { others, type Product } from '../doors/others'
import { useLoaded, type Loaded } from '../loading'
import { productName } from '../words'
import type { ProductLook } from './board'
import { markAt, NEUTRAL } from './marks'

export interface Products {
  readonly all: Loaded<Product[]>
  readonly byId: ComputedRef<ReadonlyMap<number, Product>>
  readonly nameOf: (id: number) => string
  readonly unitOf: (id: number | null) => string
  readonly look: (id: number | null) => ProductLook
}

/** `order` are product ids in order of appearance. */
export function useProducts(order: () => readonly number[]): Products {
  const { locale } = useLocale()
  const { can } = useSession()
  const all = useLoaded(() => (can('catalog.read_product') ? others.products() : Promise.resolve([])))
  const byId = computed(() => new Map((all.data.value ?? []).map((product) => [product.id, product])))
  const rank = computed(() => new Map([...new Set(order())].map((id, index) => [id, index])))
  const nameOf = (id: number): string => {
    const product = byId.value.get(id)
    return product ? productName(product, locale.value) : `#${id}`
  }
  const unitOf = (id: number | null): string => shortUnit(id === null ? '' : (byId.value.get(id)?.unit ?? ''))
  return {
    all,
    byId,
    nameOf,
    unitOf,
    look: (id) =>
      id === null ? { mark: NEUTRAL, name: '', unit: '' } : { mark: markAt(rank.value.get(id) ?? -1), name: nameOf(id), unit: unitOf(id) },
  }
}

/** What a vial or syringe holds; tablets and creams are counted by lot too, but nobody charts them on a face. */
export function injectable(product: Product): boolean {
  return ['U', 'mL'].includes(shortUnit(product.unit)) || (product.pack_unit ?? '') !== ''
}

/** The catalogue says "unit", "U" or "ml"; the chart has room for one letter or two. */
export function shortUnit(unit: string): string {
  const low = unit.toLowerCase()
  if (low === 'u' || low === 'unit' || low === 'units' || low === 'iu') return 'U'
  return low === 'ml' ? 'mL' : unit
}
