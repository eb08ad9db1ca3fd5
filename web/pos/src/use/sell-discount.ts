/** A discount above the limit: asked for, waited for, taken back. The answer comes by push, or is looked for. */
import { newKey, subscribe } from '@aesthetix/sdk'
import { toast } from '@aesthetix/ui-kit'
import { computed, onBeforeUnmount, watch, type ComputedRef } from 'vue'
import { approveByPin, withdrawDiscount, type ApproverPin } from '../api/doors'
import { discountOn, linePrice, type Discount } from '../model/cart'
import { useSale } from '../stores/sale'
import { useTill } from '../stores/till'
import { useTexts } from '../texts/texts'
import type { SellDialogs } from './sell-dialogs'

const LOOK_EVERY_MS = 4_000

export interface SellDiscount {
  /** What the discount in hand is taken from: a line, or the whole sale. */
  base: ComputedRef<number>
  take: (discount: Discount | null) => void
  askManager: (percent: string, reason: string) => Promise<void>
  /** A manager at the till approves with her PIN. */
  approve: (by: ApproverPin) => Promise<void>
  takeAllowed: () => Promise<void>
  withdraw: () => Promise<void>
}

export function useSellDiscount(dialogs: SellDialogs): SellDiscount {
  const t = useTexts()
  const till = useTill()
  const sale = useSale()
  const { subject, busy, problem, show, say, warn } = dialogs
  const whole = (): number => sale.totals.lines.reduce((sum, line) => sum + line.price - line.lineDiscount, 0)
  const base = computed(() => (subject.value ? linePrice(subject.value) : whole()))

  function take(discount: Discount | null): void {
    if (subject.value) sale.discountLine(subject.value.key, discount)
    else sale.discountOrder(discount)
    show(null)
  }

  /** A manager decides on the sale as a whole: a line's discount is asked for as the percentage of the sale that it makes. */
  async function askManager(percent: string, reason: string): Promise<void> {
    const line = subject.value
    let asked = percent
    let why = reason
    if (line) {
      const off = discountOn(linePrice(line), { kind: 'percent', percent })
      asked = whole() > 0 ? (Math.round((off * 10_000) / whole()) / 100).toFixed(2) : percent
      why = `${line.code} −${percent} %: ${reason}`
    }
    busy.value = true
    try {
      await sale.askDiscount(asked, why)
      show('waiting')
    } catch (error) {
      problem.value = say(error)
    } finally {
      busy.value = false
    }
  }

  async function withdraw(): Promise<void> {
    if (!sale.ask) return
    busy.value = true
    try {
      if (sale.ask.state === 'requested' && sale.ask.id) await withdrawDiscount(sale.ask.id, newKey())
      sale.ask = null
      show(null)
    } catch (error) {
      warn(error)
    } finally {
      busy.value = false
    }
  }

  async function approve(by: ApproverPin): Promise<void> {
    if (!sale.ask?.id || busy.value) return
    busy.value = true
    problem.value = ''
    try {
      await approveByPin('discount-requests', sale.ask.id, by, newKey())
      await look()
    } catch (error) {
      problem.value = say(error)
    } finally {
      busy.value = false
    }
  }

  async function takeAllowed(): Promise<void> {
    await withdraw()
    if (sale.ask === null) sale.discountOrder({ kind: 'percent', percent: String(till.discountLimit) })
  }

  let looking = false

  async function look(): Promise<void> {
    if (looking || sale.ask?.state !== 'requested') return
    looking = true
    try {
      await sale.refreshAsk()
      till.reached()
    } catch (error) {
      till.lost(error)
      return
    } finally {
      looking = false
    }
    if ((sale.ask?.state as string) === 'approved') {
      show(null)
      toast({ text: sale.ask.decidedBy ? t('approvedBy', { name: sale.ask.decidedBy }) : t('approvedTitle'), tone: 'ok' })
    }
  }

  watch(
    () => sale.ask?.state,
    (state) => {
      if (state === 'requested' || state === 'refused') show('waiting')
    },
    { immediate: true },
  )
  const stop = subscribe('sales.discount_request', () => void look())
  const poll = setInterval(() => void look(), LOOK_EVERY_MS)
  onBeforeUnmount(() => {
    stop()
    clearInterval(poll)
  })
  return { base, take, askManager, approve, takeAllowed, withdraw }
}
