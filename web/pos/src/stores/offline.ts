/**
 * The queue of sales made without the server. A sale is on the disk, with its number and its key, before its receipt is
 * shown; it goes out in order when the line is back, and again under the same key until it is answered.
 */
import { asProblem, bus, newKey, type Problem } from '@aesthetix/sdk'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { checkout, handOverSale, registerDevice, syncSale } from '../api/doors'
import { joined, kindOf, printedBody, receiptOf, seriesFor, takeNumber, yearOf, type SaleInHand } from '../offline/print'
import { shelf } from '../offline/shelf'
import type { Device, NewSale, OfflineSale, PrintedOffline } from '../offline/types'
import type { PendingCheckout } from './kept'
import { useTill } from './till'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 16_000
const KEEP_SENT_MS = 24 * 3_600_000
const KEY = 'device-key'
const nameOf = (registerId: number): string => `device:${registerId}`

/** Refused for good: the same bytes will be refused again. Anything else may pass later. */
export const isFinal = (problem: Problem): boolean => [400, 404, 422].includes(problem.status)

const wordsOf = (problem: Problem): string => [problem.title, problem.detail === problem.title ? '' : problem.detail].filter(Boolean).join(': ')

/** Numbers of one series go one after another; nothing else keeps sales in line. */
const laneOf = (sale: OfflineSale): string => (sale.what === 'sale' ? `${sale.body.device}/${sale.body.kind}/${sale.body.year}` : sale.key)

export const useOffline = defineStore('pos-offline', () => {
  const till = useTill()
  const sales = shallowRef<OfflineSale[]>([])
  const device = shallowRef<Device | null>(null)
  const deviceKey = ref('')
  const sending = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = FIRST_WAIT_MS
  let listening = false

  const unsent = computed(() => sales.value.filter((sale) => sale.state !== 'sent'))
  const waiting = computed(() => unsent.value.length)
  const stuck = computed(() => sales.value.filter((sale) => sale.state === 'stuck'))
  const hasNumbers = computed(() => {
    const year = till.boot ? yearOf(till.boot) : 0
    return deviceKey.value !== '' && seriesFor(device.value, 'plain', year) !== null && seriesFor(device.value, 'abbreviated', year) !== null
  })

  async function refresh(): Promise<void> {
    sales.value = await shelf.now.sales()
  }

  /** What earlier pages left: the device's numbers and the queue. */
  async function restore(): Promise<void> {
    const registerId = till.register?.id
    deviceKey.value = (await shelf.now.read<string>(KEY)) ?? ''
    device.value = registerId === undefined ? null : await shelf.now.read<Device>(nameOf(registerId))
    for (const sale of await shelf.now.sales()) {
      if (sale.state === 'sent' && Date.now() - Date.parse(sale.soldAt) > KEEP_SENT_MS) await shelf.now.drop(sale.id)
    }
    await refresh()
  }

  /** Makes the device known, and tells how far its numbers are. */
  async function report(): Promise<void> {
    const sessionId = till.session?.id ?? unsent.value.find((sale) => sale.what === 'sale')?.body.register_session
    if (sessionId === undefined) return
    if (!deviceKey.value) {
      deviceKey.value = newKey()
      await shelf.now.write(KEY, deviceKey.value)
    }
    const used = (device.value?.series ?? []).map(({ kind, year, last }) => ({ kind, year, last }))
    const answer = await registerDevice({ register_session: sessionId, key: deviceKey.value, used })
    till.reached()
    const name = nameOf(answer.register)
    device.value = joined(answer, await shelf.now.read<Device>(name))
    await shelf.now.write(name, device.value)
  }

  /** Every page of the till begins with this; without a place to store, the till sells only with the line. */
  async function begin(): Promise<void> {
    listen()
    try {
      await restore()
    } catch {
      return
    }
    if (till.session && !till.offlineSince && (waiting.value || !hasNumbers.value)) await flush()
    else if (waiting.value) later()
  }

  function listen(): void {
    if (listening) return
    listening = true
    window.addEventListener('offline', () => (till.offlineSince ??= new Date()))
    window.addEventListener('online', () => void flush())
    bus.on('SESSION_STARTED', () => void flush())
    watch(
      () => till.offlineSince,
      (since) => {
        if (since === null && waiting.value) void flush()
      },
    )
  }

  /** Takes the number and writes the sale in one step. Throws where the device cannot store, or has no numbers. */
  async function print(hand: Omit<SaleInHand, 'deviceKey'>): Promise<PrintedOffline> {
    const registerId = till.register?.id ?? 0
    const full: SaleInHand = { ...hand, deviceKey: deviceKey.value }
    const kind = kindOf(hand.totals)
    let taken: Device | null = null
    const made = await shelf.now.add<Device>(nameOf(registerId), (kept) => {
      const next = kept ? takeNumber(kept, kind, yearOf(hand.boot)) : null
      if (!next) throw new Error('This device has no numbers of its own')
      taken = next.device
      const body = printedBody(full, kind, next.no, next.number)
      const receipt = receiptOf(full, kind, next.number)
      return { kept: next.device, sale: { ...fresh(newKey(), body.total, hand.soldAt), what: 'sale', number: next.number, body, receipt } }
    })
    device.value = taken
    await refresh()
    later()
    return made as PrintedOffline
  }

  /** A checkout whose answer was lost waits in the queue, so that the next customer is served. */
  async function setAside(pending: PendingCheckout): Promise<void> {
    await shelf.now.add<number>('set-aside', (count) => ({
      kept: (count ?? 0) + 1,
      sale: { ...fresh(pending.key, pending.body.expected_total, pending.sentAt), what: 'checkout', body: pending.body },
    }))
    await refresh()
    later()
  }

  function fresh(key: string, total: string, soldAt: string): Omit<NewSale, 'what' | 'body' | 'receipt'> & { number: string } {
    return { key, state: 'waiting', total, soldAt, problem: '', orderId: null, number: '', findings: [], prints: 0 }
  }

  async function send(sale: OfflineSale): Promise<OfflineSale> {
    if (sale.what === 'checkout') {
      const done = await checkout(sale.body, sale.key)
      return { ...sale, state: 'sent', problem: '', orderId: done.id, number: done.number }
    }
    const done = await syncSale(sale.body, sale.key)
    return { ...sale, state: 'sent', problem: '', orderId: done.id, findings: done.findings }
  }

  /** Sends what waits, the oldest first. One tab at a time; a second call while one runs does nothing. */
  async function flush(retryStuck = false): Promise<void> {
    clearTimeout(timer)
    if (sending.value) return
    sending.value = true
    try {
      const again = await exclusively(() => sendAll(retryStuck))
      if (again) later()
      else wait = FIRST_WAIT_MS
    } catch (error) {
      till.lost(error)
      later()
    } finally {
      sending.value = false
    }
  }

  async function sendAll(retryStuck: boolean): Promise<boolean> {
    await report()
    const shut = new Set<string>()
    let again = false
    for (const sale of await shelf.now.sales()) {
      if (sale.state === 'sent' || shut.has(laneOf(sale))) continue
      if (sale.state === 'stuck' && !retryStuck) {
        shut.add(laneOf(sale))
        continue
      }
      try {
        await shelf.now.put(await send(sale))
        till.reached()
        wait = FIRST_WAIT_MS
      } catch (error) {
        const found = asProblem(error)
        if (found.unreachable || found.status >= 500) throw error
        shut.add(laneOf(sale))
        await shelf.now.put({ ...sale, state: isFinal(found) ? 'stuck' : 'waiting', problem: wordsOf(found) })
        again ||= !isFinal(found)
      } finally {
        await refresh()
      }
    }
    return again
  }

  function later(): void {
    clearTimeout(timer)
    if (!sales.value.some((sale) => sale.state === 'waiting')) return
    timer = setTimeout(() => void flush(), wait)
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
  }

  /** A sale that the server refuses for good goes to a manager as it is, with its number. */
  async function handOver(sale: PrintedOffline): Promise<void> {
    const { device: key, kind, year, no, register_session, sold_at, cashier } = sale.body
    await handOverSale({ device: key, kind, year, no, register_session, sold_at, cashier, reason: sale.problem.slice(0, 400) || '–', content: sale.body }, newKey())
    await shelf.now.put({ ...sale, state: 'sent', findings: ['handed_over'] })
    await refresh()
    await flush()
  }

  /** The server has said that it did not take this checkout: it need not wait any longer. */
  async function forget(sale: OfflineSale): Promise<void> {
    if (sale.what !== 'checkout' || sale.state !== 'stuck') return
    await shelf.now.drop(sale.id)
    await refresh()
  }

  async function countPrint(sale: OfflineSale): Promise<number> {
    const next = { ...sale, prints: sale.prints + 1 }
    await shelf.now.put(next)
    await refresh()
    return next.prints
  }

  const find = (id: number): OfflineSale | null => sales.value.find((sale) => sale.id === id) ?? null

  return { sales, waiting, stuck, sending, device, hasNumbers, begin, restore, print, setAside, flush, handOver, forget, countPrint, find }
})

/** Two tabs never send the same queue at once. */
async function exclusively(work: () => Promise<boolean>): Promise<boolean> {
  const locks = globalThis.navigator?.locks as LockManager | undefined
  return locks ? ((await locks.request('aesthetix-offline', work)) as boolean) : work()
}
