/**
 * Taking payment. One sale, one key: after a time-out the same bytes go out again under the same key, so that the server
 * answers what it has already done. Until it has answered, nothing of the sale may change.
 */
import { asProblem, newKey, useSession, type Problem } from '@aesthetix/sdk'
import type { Strokes } from '@aesthetix/ui-kit'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { checkout, type CheckoutAnswer } from '../api/doors'
import type { CheckoutBody } from '../api/types'
import { satang, wire, type Satang } from '../model/money'
import { orderBody } from '../model/order-body'
import { changeOf, leftToPay, tenderWire, type Tender, type TenderKind } from '../model/tenders'
import { refusalOf } from '../offline/rules'
import { forgetPending, keepPending, keptPending, type PendingCheckout } from './kept'
import { useOffline } from './offline'
import { useSale } from './sale'
import type { TextKey } from '../texts/texts'
import { useTill } from './till'

export interface Difference {
  here: Satang
  server: Satang
}

/** The server's total, where it refused because ours was another. */
export function differenceIn(problem: Problem, here: Satang): Difference | null {
  const body = problem.body as { total?: unknown; order_total?: unknown; actual_total?: unknown; current?: { total?: unknown } }
  const server = body.actual_total ?? body.order_total ?? body.total ?? body.current?.total
  if (typeof server !== 'string') return null
  return satang(server) === here ? null : { here, server: satang(server) }
}

/** No answer, or one from something in between: the sale may have been taken. */
export function isUnsettled(problem: Problem): boolean {
  return problem.unreachable || problem.status >= 500 || (problem.status === 409 && problem.retryAfter !== null)
}

export const useCheckout = defineStore('pos-checkout', () => {
  const till = useTill()
  const sale = useSale()
  const tenders = ref<Tender[]>([])
  const busy = ref(false)
  const problem = shallowRef<Problem | null>(null)
  const difference = shallowRef<Difference | null>(null)
  const pending = ref<PendingCheckout | null>(keptPending())
  const answer = shallowRef<CheckoutAnswer | null>(null)
  /** What the patient signs for sessions that a course pays for. */
  const signature = ref<Strokes>([])

  const total = computed(() => sale.totals.total)
  const left = computed(() => leftToPay(total.value, tenders.value))
  const change = computed(() => changeOf(tenders.value))
  const covered = computed(() => left.value === 0)
  const usesCourse = computed(() => sale.cart.lines.some((line) => line.cover))
  const unsigned = computed(
    () => usesCourse.value && signature.value.length === 0 && (sale.patient?.courses ?? []).some((course) => course.needs_signature),
  )

  function take(tender: Tender): void {
    if (tender.amount > 0) tenders.value = [...tenders.value, tender]
  }

  function takeBack(key: string): void {
    problem.value = null
    tenders.value = tenders.value.filter((tender) => tender.key !== key)
  }

  /** What was taken belongs to one sale: the next one starts with nothing. */
  let takenFor = ''

  function begin(): void {
    if (takenFor !== sale.saleKey) {
      tenders.value = []
      signature.value = []
    }
    takenFor = sale.saleKey
    problem.value = null
    difference.value = null
    answer.value = null
    while (tenders.value.length > 0 && leftToPay(total.value, tenders.value.slice(0, -1)) === 0) tenders.value = tenders.value.slice(0, -1)
  }

  function bodyNow(): CheckoutBody {
    return {
      ...orderBody(sale.cart, { sessionId: till.session?.id ?? 0, orderId: sale.orderId, patientId: sale.patientId, priceList: till.priceList?.id ?? null }),
      tenders: tenders.value.map(tenderWire),
      expected_total: wire(total.value),
      ...(usesCourse.value && signature.value.length > 0 ? { signature: signature.value } : {}),
    }
  }

  async function send(one: PendingCheckout): Promise<CheckoutAnswer | null> {
    busy.value = true
    problem.value = null
    difference.value = null
    pending.value = one
    keepPending(one)
    try {
      const done = await checkout(one.body, one.key)
      till.reached()
      settled()
      answer.value = done
      tenders.value = []
      signature.value = []
      sale.clear()
      void till.refreshVisits()
      return done
    } catch (error) {
      const found = till.lost(error)
      problem.value = found
      if (!isUnsettled(found)) {
        settled()
        difference.value = differenceIn(found, satang(one.body.expected_total))
      }
      return null
    } finally {
      busy.value = false
    }
  }

  function settled(): void {
    pending.value = null
    forgetPending()
  }

  /** The first press makes the key; a second press while the first has no answer sends that one again. */
  function finish(): Promise<CheckoutAnswer | null> {
    if (busy.value) return Promise.resolve(null)
    return send(pending.value ?? { key: newKey(), body: bodyNow(), sentAt: new Date().toISOString() })
  }

  /** Why the sale in hand has to wait for the line, paid as it is and with `next`. */
  function offlineRefusal(next: TenderKind[] = []): TextKey | null {
    if (!till.offlineSince) return null
    return refusalOf({
      cart: sale.cart,
      orderId: sale.orderId,
      overLimit: sale.overLimit,
      asked: sale.ask !== null,
      tenders: [...tenders.value.map((tender) => tender.kind), ...next],
      isOpen: till.isOpen,
      isStale: till.isStale,
      hasNumbers: useOffline().hasNumbers,
    })
  }

  /** Without the server: a number of the device, the sale on its disk, and only then the receipt. */
  async function finishOffline(): Promise<number | null> {
    const user = useSession().user.value
    if (busy.value || pending.value || !till.boot || !user || offlineRefusal() !== null) return null
    busy.value = true
    problem.value = null
    const card = sale.patient?.card
    try {
      const made = await useOffline().print({
        cart: sale.cart,
        totals: sale.totals,
        tenders: tenders.value,
        boot: till.boot,
        priceList: till.priceList,
        cashier: { id: user.id, name: user.display_name || user.username },
        patient: card ? { id: card.id, hn: card.hn, name: card.name } : null,
        soldAt: new Date().toISOString(),
      })
      tenders.value = []
      sale.clear()
      return made.id
    } catch (error) {
      problem.value = asProblem(error)
      return null
    } finally {
      busy.value = false
    }
  }

  /** Its answer may come later: the sale waits in the queue under its key, and the next one begins. */
  async function setAside(): Promise<void> {
    if (!pending.value || busy.value) return
    await useOffline().setAside(pending.value)
    settled()
    problem.value = null
    tenders.value = []
    signature.value = []
    sale.clear()
  }

  return { offlineRefusal, finishOffline, setAside, tenders, busy, problem, difference, pending, answer, signature, usesCourse, unsigned, total, left, change, covered, take, takeBack, begin, finish }
})
