/** The till: which register and session, what can be sold, who may earn, and whether the server is there. */
import { asProblem, type Problem } from '@aesthetix/sdk'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { loadBootstrap, loadVisits } from '../api/doors'
import type { Bootstrap, RegisterInfo, SessionInfo, StaffRow, VisitRow } from '../api/types'
import { isOfEarlierDay } from '../model/business-day'
import { satang } from '../model/money'
import { pricedBy, priceListFrom, productFrom, type PriceList, type Product } from '../model/product'
import { indexOf, type CatalogueIndex } from '../model/search'
import { shelf } from '../offline/shelf'
import type { TaxCode } from '../model/totals'

export interface Category {
  code: string
  nameEn: string
  nameTh: string
}

/** Rates come as "7.00" or as "0.07"; the till speaks in percent. */
export function percentRate(rate: string): string {
  const figure = Number(rate)
  return figure > 0 && figure < 1 ? String(Math.round(figure * 100_000) / 1000) : rate
}

function categoryFrom(row: Bootstrap['categories'][number]): Category {
  if (typeof row === 'string') return { code: row, nameEn: row, nameTh: row }
  const nameEn = row.name_en ?? row.title ?? row.code
  return { code: row.code, nameEn, nameTh: row.name_th || nameEn }
}

export const useTill = defineStore('pos-till', () => {
  const boot = shallowRef<Bootstrap | null>(null)
  const waiting = shallowRef<VisitRow[]>([])
  const owner = ref('')
  const loading = ref(false)
  const problem = shallowRef<Problem | null>(null)
  const offlineSince = ref<Date | null>(null)
  const listId = ref<number | null>(null)
  const priceLists = computed<PriceList[]>(() => (boot.value?.price_lists ?? []).map(priceListFrom))
  /** What the sale in hand is sold by; null are the standard prices. */
  const priceList = computed(() => priceLists.value.find((list) => list.id === listId.value) ?? null)
  const products = computed(() => (boot.value?.products ?? []).map(productFrom))
  const catalogue = computed<CatalogueIndex>(() => indexOf(products.value.map((product) => pricedBy(product, priceList.value))))

  const register = computed<RegisterInfo | null>(() => boot.value?.register ?? null)
  const session = computed<SessionInfo | null>(() => boot.value?.session ?? null)
  const isOpen = computed(() => session.value?.state === 'open')
  const isCounting = computed(() => session.value?.state === 'counting')
  /** Left open on an earlier day: what is sold now still counts for that day. */
  const isStale = computed(() => isOfEarlierDay(session.value, new Date()))
  const taxCodes = computed<TaxCode[]>(() => (boot.value?.tax_codes ?? []).map((row) => ({ ...row, rate: percentRate(row.rate) })))
  const categories = computed<Category[]>(() => (boot.value?.categories ?? []).map(categoryFrom))
  const staff = computed<StaffRow[]>(() => boot.value?.staff ?? [])
  /** Drafts that a visit left at the till. */
  const visits = computed(() => waiting.value.filter((row) => row.source !== '' && row.state === 'draft'))
  /** Sales put aside, and drafts left while somebody decided. */
  const held = computed(() => waiting.value.filter((row) => row.source === '' || row.state === 'awaiting_payment'))
  const discountLimit = computed(() => Number(boot.value?.discount_limit_percent ?? 0))

  /** Cash is taken and given in steps of so many satang; 0: as it comes. */
  const cashStep = computed(() => satang(boot.value?.cash_step))

  /** Forgets what belonged to another person or branch. */
  function leave(next: string): void {
    owner.value = next
    boot.value = null
    waiting.value = []
    listId.value = null
  }

  function reached(): void {
    offlineSince.value = null
  }

  /** A failed call tells us about the line; it never tells us that nothing happened. */
  function lost(error: unknown): Problem {
    const found = asProblem(error)
    if (found.unreachable) offlineSince.value ??= new Date()
    else reached()
    return found
  }

  const keptName = (): string => `bootstrap:${owner.value}`

  function adopt(answer: Bootstrap): void {
    boot.value = answer
    problem.value = null
  }

  /** Without the server: what this person's till knew when it last had the line. */
  async function takeKept(): Promise<void> {
    const kept = await shelf.now.read<Bootstrap>(keptName()).catch(() => null)
    if (kept) adopt(kept)
  }

  async function load(): Promise<void> {
    loading.value = true
    try {
      const answer = await loadBootstrap()
      adopt(answer)
      reached()
      void shelf.now.write(keptName(), answer).catch(() => undefined) // the till works without a store, only not offline
    } catch (error) {
      problem.value = lost(error)
      if (problem.value.unreachable && !boot.value) await takeKept()
    } finally {
      loading.value = false
    }
  }

  async function refreshVisits(): Promise<void> {
    try {
      waiting.value = await loadVisits()
      reached()
    } catch (error) {
      lost(error)
    }
  }

  function productOf(productId: number): Product | null {
    return catalogue.value.byId.get(productId) ?? null
  }

  return {
    boot,
    owner,
    leave,
    catalogue,
    listId,
    priceLists,
    priceList,
    visits,
    held,
    loading,
    problem,
    offlineSince,
    register,
    session,
    isOpen,
    isCounting,
    isStale,
    taxCodes,
    categories,
    staff,
    discountLimit,
    cashStep,
    load,
    refreshVisits,
    productOf,
    reached,
    lost,
  }
})
