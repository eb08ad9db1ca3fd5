/** Bills that wait: visits, held sales, the one that a task of the inbox names; and whose sale it is. */
import { toast } from '@aesthetix/ui-kit'
import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { searchPatients } from '../api/doors'
import type { VisitRow } from '../api/types'
import { useCheckout } from '../stores/checkout'
import { useSale } from '../stores/sale'
import { useTill } from '../stores/till'
import { useTexts } from '../texts/texts'
import type { SellDialogs } from './sell-dialogs'

export interface SellVisits {
  /** Held sales that are not the one in hand. */
  held: ComputedRef<VisitRow[]>
  /** The visit that is taken up once the sale in hand is put aside. */
  afterHold: Ref<VisitRow | null>
  hold: (note: string) => Promise<void>
  takeVisit: (visit: VisitRow) => Promise<void>
  takeAsked: (orderId: number) => Promise<void>
  resume: (id: number) => Promise<void>
  choosePatient: (id: number) => Promise<void>
  scanPatient: (code: string) => Promise<void>
}

export function useSellVisits(dialogs: SellDialogs): SellVisits {
  const t = useTexts()
  const till = useTill()
  const sale = useSale()
  const checkout = useCheckout()
  const { shown, busy, problem, show, say, warn } = dialogs
  const held = computed(() => till.held.filter((row) => row.order_id !== sale.orderId))
  const afterHold = ref<VisitRow | null>(null)

  async function hold(note: string): Promise<void> {
    busy.value = true
    try {
      await sale.hold(note)
      show(null)
      toast({ text: t('heldToast'), tone: 'ok' })
      void till.refreshVisits()
      const next = afterHold.value
      afterHold.value = null
      if (next) await takeVisit(next)
    } catch (error) {
      problem.value = say(error)
      if (shown.value !== 'hold') warn(error)
    } finally {
      busy.value = false
    }
  }

  async function takeVisit(visit: VisitRow): Promise<void> {
    if (checkout.pending) return
    const same = sale.patientId !== null && sale.patientId === visit.patient_card?.id
    if (!sale.isEmpty && !same) {
      afterHold.value = visit
      return show('hold')
    }
    const added = sale.cart.lines.filter((line) => line.draftLineId === null)
    try {
      await sale.takeOrder(visit.order_id)
      const balances = new Set(sale.cart.lines.flatMap((line) => (line.cover ? [line.cover.balanceId] : [])))
      const extra = added.filter((line) => !line.cover || !balances.has(line.cover.balanceId))
      if (extra.length) sale.cart = { ...sale.cart, lines: [...sale.cart.lines, ...extra] }
    } catch (error) {
      warn(error)
    }
  }

  /** A task of the inbox names its bill: `/pos?order=207`. A sale in hand is kept aside first, as for any other visit. */
  async function takeAsked(orderId: number): Promise<void> {
    const found = [...till.visits, ...till.held].find((one) => one.order_id === orderId)
    if (found && orderId !== sale.orderId) await takeVisit(found)
  }

  async function resume(id: number): Promise<void> {
    if (checkout.pending) return
    try {
      if (!sale.isEmpty) await sale.hold('')
      await sale.takeOrder(id)
      void till.refreshVisits()
    } catch (error) {
      warn(error)
    }
  }

  async function choosePatient(id: number): Promise<void> {
    try {
      await sale.choosePatient(id)
    } catch (error) {
      warn(error)
    }
  }

  async function scanPatient(code: string): Promise<void> {
    const bare = (text: string): string => text.replaceAll('-', '')
    try {
      const [found] = (await searchPatients(code)).filter((one) => bare(one.hn) === bare(code))
      if (found) await sale.choosePatient(found.id)
      else toast({ text: t('scanUnknown', { code }), tone: 'warn' })
    } catch (error) {
      warn(error)
    }
  }
  return { held, afterHold, hold, takeVisit, takeAsked, resume, choosePatient, scanPatient }
}
