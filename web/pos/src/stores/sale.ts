/** The sale in hand: its cart, its patient, and the draft it came from. Kept on this device until it is paid or put aside. */
import { bus, newKey, useSession } from '@aesthetix/sdk'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { actOnOrder, loadOrder, loadPatient, saveOrder } from '../api/doors'
import type { DuePart, OrderRow, OwnedCourse, PatientBundle } from '../api/types'
import {
  addLine,
  addProduct,
  changeQuantity,
  coversInCart,
  EMPTY_CART,
  lineFor,
  removeLine,
  repriced,
  replaceLine,
  type Cart,
  type CartLine,
  type Discount,
  type Share,
} from '../model/cart'
import type { DiscountAsk } from '../model/discount-ask'
import { instalmentLine } from '../model/instalments'
import { lineFromOrder, orderBody } from '../model/order-body'
import { allergiesOf } from '../model/patient'
import type { Product } from '../model/product'
import { steepestDiscount, totalsOf } from '../model/totals'
import { forgetSale, keptSale, keepSale } from './kept'
import { useTill } from './till'

export const useSale = defineStore('pos-sale', () => {
  const till = useTill()
  const cart = ref<Cart>(EMPTY_CART)
  const patient = shallowRef<PatientBundle | null>(null)
  const patientId = ref<number | null>(null)
  const orderId = ref<number | null>(null)
  const saleKey = ref(newKey())
  const openKey = ref<string | null>(null)
  const ask = ref<DiscountAsk | null>(null)
  const restored = ref(false)

  const totals = computed(() => totalsOf(cart.value, till.taxCodes))
  const isEmpty = computed(() => cart.value.lines.length === 0)
  const saleId = computed(() => (orderId.value ? `#${orderId.value}` : saleKey.value.slice(0, 8).toUpperCase()))
  const allergies = computed(() => allergiesOf(patient.value?.allergies ?? patient.value?.card.allergies ?? []))
  const openLine = computed(() => cart.value.lines.find((line) => line.key === openKey.value) ?? null)
  /** Thousandths of a percent that some line is discounted by, against what the role or an approval allows. */
  const deepest = computed(() => steepestDiscount(cart.value, totals.value))
  const allowed = computed(() => Math.max(till.discountLimit, ask.value?.state === 'approved' ? Number(ask.value.percent) : 0))
  const overLimit = computed(() => deepest.value > Math.round(allowed.value * 1000) + 1)

  function defaultShares(): Share[] {
    const me = useSession().user.value?.staff_id ?? null
    return me !== null && till.staff.some((one) => one.id === me) ? [{ staffId: me, percent: '100', role: 'seller' }] : []
  }

  /** Nothing in hand; what is kept on the device for its own session stays there. */
  function leave(): void {
    restored.value = false
    reset()
  }

  function clear(): void {
    reset()
    if (till.session) forgetSale(till.session.id)
  }

  function reset(): void {
    cart.value = EMPTY_CART
    patient.value = null
    patientId.value = null
    orderId.value = null
    openKey.value = null
    ask.value = null
    saleKey.value = newKey()
    till.listId = null
  }

  /** Sell by a price list, or by the standard prices again (null). */
  function sellBy(listId: number | null): void {
    till.listId = listId
    reprice()
  }

  function reprice(): void {
    const lines = cart.value.lines.map((line) => repriced(line, till.productOf(line.productId) ?? null, till.priceList?.prices.get(line.productId)))
    cart.value = { ...cart.value, lines }
  }

  function add(product: Product): string {
    const added = addProduct(cart.value, product, newKey(), defaultShares())
    cart.value = added.cart
    openKey.value = added.key
    return added.key
  }

  function sessionsLeft(course: OwnedCourse): number {
    return course.left - coversInCart(cart.value, course.balance_id) + heldHere(course)
  }

  /** Sessions that the visit in hand holds are this sale's own. */
  function heldHere(course: OwnedCourse): number {
    return cart.value.lines.filter((line) => line.cover?.balanceId === course.balance_id && line.draftLineId !== null).length
  }

  /** Puts a session into the cart: for the product asked for, else the first that the course covers. */
  function useCourse(course: OwnedCourse, productId = course.product_ids[0]): boolean {
    const product = productId === undefined ? null : till.productOf(productId)
    if (!product || sessionsLeft(course) <= 0) return false
    const line: CartLine = {
      ...lineFor(product, newKey()),
      cover: {
        kind: 'course',
        balanceId: course.balance_id,
        title: course.title,
        session: course.used + course.held - heldHere(course) + coversInCart(cart.value, course.balance_id) + 1,
        sessions: course.sessions,
      },
    }
    cart.value = addLine(cart.value, line)
    openKey.value = line.key
    return true
  }

  /** Puts an instalment of a course that the patient owns into the cart, once. */
  function payPart(course: OwnedCourse, part: DuePart): boolean {
    const product = course.product_id ? till.productOf(course.product_id) : null
    if (!product || cart.value.lines.some((line) => line.pays?.reference === part.pays)) return false
    const line = { ...instalmentLine(product, part, newKey()), shares: defaultShares() }
    cart.value = addLine(cart.value, line)
    openKey.value = line.key
    return true
  }

  function returnCourse(balanceId: number): void {
    const line = [...cart.value.lines].reverse().find((one) => one.cover?.balanceId === balanceId && one.draftLineId === null)
    if (line) remove(line.key)
  }

  function remove(key: string): (() => void) | null {
    const removed = removeLine(cart.value, key)
    if (!removed) return null
    cart.value = removed.cart
    if (openKey.value === key) openKey.value = null
    return () => {
      cart.value = addLine(cart.value, removed.line, Math.min(removed.at, cart.value.lines.length))
    }
  }

  function step(key: string, by: number): void {
    cart.value = changeQuantity(cart.value, key, by)
  }

  function change(key: string, what: Partial<CartLine>): void {
    cart.value = replaceLine(cart.value, key, what)
  }

  function discountLine(key: string, discount: Discount | null): void {
    change(key, { discount })
  }

  function discountOrder(discount: Discount | null): void {
    cart.value = { ...cart.value, orderDiscount: discount }
  }

  async function choosePatient(id: number): Promise<void> {
    patientId.value = id
    try {
      const bundle = await loadPatient(id)
      till.reached()
      if (patientId.value !== id) return
      patient.value = bundle
      bus.emit('PATIENT_SELECTED', { patientId: id })
    } catch (error) {
      throw till.lost(error)
    }
  }

  function dropPatient(): void {
    patient.value = null
    patientId.value = null
    cart.value = { ...cart.value, lines: cart.value.lines.filter((line) => line.cover === null && !line.pays) }
  }

  function adopt(order: OrderRow): void {
    const lines = (order.lines ?? []).flatMap((row) => {
      const product = till.productOf(row.product_id ?? row.product ?? 0)
      return product ? [lineFromOrder(row, product)] : []
    })
    clear()
    orderId.value = order.id
    cart.value = { lines, orderDiscount: null }
    sellBy(order.price_list ?? null)
    adoptAsk(order)
    takeApproved()
  }

  /** What a manager has allowed holds for this bill, also when it was put aside meanwhile. */
  function takeApproved(): void {
    if (ask.value?.state === 'approved') discountOrder({ kind: 'percent', percent: ask.value.percent })
  }

  function adoptAsk(order: OrderRow): void {
    const found = (order as OrderRow & { discount_request?: (Partial<DiscountAsk> & Record<string, unknown>) | null }).discount_request
    if (!found?.id || !found.state) return
    ask.value = {
      id: found.id,
      orderId: order.id,
      percent: String(found.percent ?? '0'),
      reason: String(found.reason ?? ''),
      state: found.state,
      askedAt: String(found.requested_at ?? found.created_at ?? ask.value?.askedAt ?? new Date().toISOString()),
      decidedBy: String(found.decided_by_name ?? ''),
      decision: String(found.decision_reason ?? found.refusal_reason ?? ''),
    }
  }

  /** Takes up a draft of the server: a visit's charges, or a sale that was held. */
  async function takeOrder(id: number): Promise<void> {
    try {
      const order = await loadOrder(id)
      till.reached()
      adopt(order)
      const whose = order.patient_id ?? order.patient ?? null
      if (whose) await choosePatient(whose)
    } catch (error) {
      throw till.lost(error)
    }
  }

  async function saveDraft(): Promise<OrderRow> {
    const body = orderBody(cart.value, { sessionId: till.session?.id ?? 0, orderId: orderId.value, patientId: patientId.value, priceList: till.priceList?.id ?? null })
    try {
      const order = await saveOrder(body, newKey())
      till.reached()
      orderId.value = order.id
      return order
    } catch (error) {
      throw till.lost(error)
    }
  }

  async function hold(note: string): Promise<void> {
    const order = await saveDraft()
    if (order._actions.some((action) => action.name === 'hold')) {
      await actOnOrder(order.id, 'hold', { reason: note }, newKey())
    }
    clear()
  }

  async function askDiscount(percent: string, reason: string): Promise<void> {
    const without = cart.value
    cart.value = { ...without, orderDiscount: null }
    try {
      const order = await saveDraft()
      const answer = await actOnOrder(order.id, 'request_discount', { percent, reason }, newKey())
      ask.value = {
        id: 0,
        orderId: order.id,
        percent,
        reason,
        state: 'requested',
        askedAt: new Date().toISOString(),
        decidedBy: '',
        decision: '',
      }
      adoptAsk(answer)
    } catch (error) {
      cart.value = without
      throw till.lost(error)
    }
  }

  /** Looks at the request again: after a push, after a break of the line, and now and then while waiting. */
  async function refreshAsk(): Promise<void> {
    const asked = ask.value?.orderId
    if (asked === undefined) return
    const order = await loadOrder(asked)
    if (ask.value?.orderId !== asked) return // the sale was put aside while the answer was on its way
    adoptAsk(order)
    takeApproved()
  }

  function restore(): void {
    if (restored.value || !till.session) return
    restored.value = true
    const kept = keptSale(till.session.id)
    if (!kept) return
    cart.value = {
      ...kept.cart,
      lines: kept.cart.lines.map((line) => {
        const product = till.productOf(line.productId)
        return product ? { ...line, nameEn: product.nameEn, nameTh: product.nameTh } : line
      }),
    }
    if (kept.priceList) sellBy(kept.priceList)
    orderId.value = kept.orderId
    saleKey.value = kept.saleKey
    ask.value = kept.ask
    if (kept.patientId !== null) void choosePatient(kept.patientId).catch(() => undefined)
  }

  watch([cart, patientId, orderId, ask, () => till.listId], () => {
    bus.emit('CART_CHANGED', { count: cart.value.lines.length })
    if (!till.session || !restored.value) return
    if (isEmpty.value && patientId.value === null && orderId.value === null) return forgetSale(till.session.id)
    keepSale(till.session.id, {
      cart: cart.value,
      patientId: patientId.value,
      orderId: orderId.value,
      saleKey: saleKey.value,
      ask: ask.value,
      priceList: till.listId,
    })
  })

  return {
    cart,
    patient,
    patientId,
    orderId,
    saleKey,
    saleId,
    openKey,
    openLine,
    ask,
    totals,
    isEmpty,
    allergies,
    allowed,
    overLimit,
    restored,
    clear,
    leave,
    sellBy,
    reprice,
    add,
    useCourse,
    payPart,
    returnCourse,
    sessionsLeft,
    remove,
    step,
    change,
    discountLine,
    discountOrder,
    choosePatient,
    dropPatient,
    takeOrder,
    saveDraft,
    hold,
    askDiscount,
    refreshAsk,
    restore,
  }
})
