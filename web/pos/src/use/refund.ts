/** One bill being given back: what is chosen, who has to be asked, and the answer when it comes. */
import { newKey, subscribe, type Problem } from '@aesthetix/sdk'
import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { actOnRefund, approveByPin, loadRefund, loadRefundable, payRefund, refundOrder, requestRefund, type ApproverPin } from '../api/doors'
import { satang, type Satang } from '../model/money'
import {
  chosen,
  isAboveLimit,
  leftOf,
  linesWire,
  mostBy,
  tendersWire,
  totalOf,
  undecided,
  waysFor,
  type Choice,
  type Choices,
  type RefundableBill,
  type RefundableLine,
} from '../model/refund'
import { exactTender, leftToPay, needsReference as mustName, type Tender, type TenderKind } from '../model/tenders'
import { useTill } from '../stores/till'

/** Nothing to write down: it only moves between our own books. */
export const NAMELESS: readonly TenderKind[] = ['cash', 'credit', 'on_account']

export type RefundStep = 'choose' | 'waiting' | 'pay'

export function useRefund(orderId: number) {
  const till = useTill()
  const bill = shallowRef<RefundableBill | null>(null)
  const choices = ref<Choices>({})
  const reason = ref('')
  const note = ref('')
  const kind = ref<TenderKind>('cash')
  const reference = ref('')
  const partText = ref('')
  /** Ways chosen already, when it goes back in parts. */
  const parts = ref<Tender[]>([])
  const busy = ref(false)
  const problem = shallowRef<Problem | null>(null)
  const refusal = ref('')
  const key = ref(newKey())
  let asked: number | null = null

  const open = computed(() => bill.value?.refund ?? null)
  const step = computed<RefundStep>(() => (!open.value ? 'choose' : open.value.state === 'approved' ? 'pay' : 'waiting'))
  const total = computed<Satang>(() => (open.value ? satang(open.value.total) : bill.value ? totalOf(bill.value, choices.value) : 0))
  const picked = computed(() => (bill.value ? chosen(bill.value, choices.value) : []))
  const homeless = computed(() => (bill.value ? undecided(bill.value, choices.value) : []))
  const asks = computed(() => step.value === 'choose' && bill.value !== null && isAboveLimit(bill.value, total.value))
  const left = computed<Satang>(() => leftToPay(total.value, parts.value))
  const ways = computed<TenderKind[]>(() => (bill.value ? waysFor(bill.value, left.value, parts.value) : ['cash']))
  const most = computed<Satang>(() => (bill.value ? mostBy(bill.value, kind.value, left.value, parts.value) : 0))
  const needsReference = computed(() => left.value > 0 && mustName(kind.value))
  /** What the chosen means gives back; null while it cannot. */
  const next = computed<Tender | null>(() => {
    const amount = partText.value ? satang(partText.value) : most.value
    if (left.value === 0 || amount <= 0 || amount > most.value || (needsReference.value && !reference.value.trim())) return null
    return exactTender(newKey(), kind.value, amount, left.value, NAMELESS.includes(kind.value) ? '' : reference.value)
  })
  const nothing = computed(() => bill.value !== null && !open.value && bill.value.lines.every((line) => leftOf(line) <= 0))
  watch([choices, reason, note, kind, reference, partText, parts], () => (key.value = newKey()), { deep: true })
  watch(kind, () => {
    reference.value = ''
    partText.value = ''
  })
  watch(total, () => (parts.value = []))
  watch(ways, (now) => {
    if (!now.includes(kind.value)) kind.value = now[0] ?? 'cash'
  })

  async function load(): Promise<void> {
    try {
      const found = await loadRefundable(orderId)
      if (bill.value === null) kind.value = waysFor(found, 1)[0] ?? 'cash'
      if (asked !== null && found.refund === null) await hearAnswer(asked)
      asked = found.refund?.id ?? null
      bill.value = found
      problem.value = null
      till.reached()
    } catch (error) {
      problem.value = till.lost(error)
    }
  }

  /** The refund that was waited for is open no more: somebody said no, or it is paid. */
  async function hearAnswer(refundId: number): Promise<void> {
    const answer = await loadRefund(refundId)
    if (answer.state === 'refused') refusal.value = answer.decision_reason || '–'
  }

  function choose(line: RefundableLine, change: Partial<Choice>): void {
    const before = choices.value[line.line_id] ?? { quantity: 0, goods: '' }
    choices.value = { ...choices.value, [line.line_id]: { ...before, ...change } }
  }

  function chooseAll(all: boolean): void {
    for (const line of bill.value?.lines ?? []) if (leftOf(line) > 0) choose(line, { quantity: all ? leftOf(line) : 0 })
  }

  function takePart(): void {
    if (!next.value) return
    parts.value = [...parts.value, next.value]
    reference.value = ''
    partText.value = ''
  }

  function takeBack(part: string): void {
    parts.value = parts.value.filter((one) => one.key !== part)
  }

  async function act<T>(work: () => Promise<T>): Promise<T | null> {
    if (busy.value) return null
    busy.value = true
    problem.value = null
    refusal.value = ''
    try {
      const answer = await work()
      till.reached()
      return answer
    } catch (error) {
      const found = till.lost(error)
      problem.value = found
      if (!found.unreachable) key.value = newKey()
      return null
    } finally {
      busy.value = false
    }
  }

  /** Pays back, or asks a manager; the id of what was paid, else nothing. */
  async function go(words: string): Promise<number | null> {
    const session = till.session
    const found = bill.value
    if (!found) return null
    if (asks.value) {
      const answer = await act(() => requestRefund(orderId, { lines: linesWire(found, choices.value), reason: words }, key.value))
      if (answer) {
        asked = answer.id
        await load()
      }
      return null
    }
    if (!session) return null
    const all = next.value ? [...parts.value, next.value] : parts.value
    if (leftToPay(total.value, all) > 0) {
      takePart()
      return null
    }
    const tenders = tendersWire(all)
    const waiting = open.value
    const paid = await act(() =>
      waiting
        ? payRefund(waiting.id, { register_session: session.id, tenders }, key.value)
        : refundOrder(orderId, { register_session: session.id, lines: linesWire(found, choices.value), tenders, reason: words }, key.value),
    )
    return paid?.id ?? null
  }

  /** A manager at the till approves with her PIN; the refund is then paid as after the inbox. */
  async function approve(by: ApproverPin): Promise<void> {
    const waiting = open.value
    if (waiting && (await act(() => approveByPin('refunds', waiting.id, by, newKey())))) await load()
  }

  async function withdraw(): Promise<void> {
    const waiting = open.value
    if (!waiting) return
    asked = null
    if (await act(() => actOnRefund(waiting.id, 'withdraw', key.value))) await load()
  }

  onBeforeUnmount(subscribe('sales.refund', () => void load()))
  return {
    bill, choices, reason, note, kind, reference, busy, problem, refusal, open, step, total, picked, homeless, asks, ways,
    needsReference, nothing, partText, parts, left, most, next, load, choose, chooseAll, takeBack, go, approve, withdraw,
  }
}
