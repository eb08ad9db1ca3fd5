/** What comes after a sale by push: the commission that workers compute. The till waits for none of it. */
import { asProblem, isInstalled, request, subscribe, useSession } from '@aesthetix/sdk'
import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Page } from '../api/types'

export interface CommissionNotice {
  at: Date
  lines: { name: string; amount: string }[]
}

interface CommissionRow {
  id: number
  amount: string
  _labels?: { staff?: string }
}

/** Past this the cashier is told that it goes on without her. */
const PATIENCE_MS = 15_000

export const useNotices = defineStore('pos-notices', () => {
  const commission = ref<CommissionNotice | null>(null)
  const late = ref(false)
  /** Where no module computes commissions, nothing is promised. */
  const expected = ref(true)
  const heard = new Set<number>()
  let watched: number | null = null
  let listening = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function linesOf(orderId: number): Promise<CommissionNotice['lines']> {
    const where = JSON.stringify({ document: { eq: `sales.order:${orderId}` } })
    const page = await request<Page<CommissionRow>>('GET', 'commissions/logs/', { query: { where, limit: 20 } })
    return page.results.map((row) => ({ name: row._labels?.staff ?? '', amount: row.amount }))
  }

  /** Who may not read commissions still learns that they were computed, without the figures. */
  async function computed(orderId: number): Promise<void> {
    commission.value = { at: new Date(), lines: [] }
    if (!useSession().can('commissions.read_commission_log')) return
    try {
      commission.value = { at: commission.value.at, lines: await linesOf(orderId) }
    } catch {
      // The notice stands without figures: they are in the statement.
    }
  }

  /** After a break of the line, and when it takes long: look instead of waiting for word that may have been missed. */
  async function look(orderId: number): Promise<void> {
    if (!useSession().can('commissions.read_commission_log')) return
    try {
      const lines = await linesOf(orderId)
      if (lines.length) commission.value = { at: new Date(), lines }
    } catch (error) {
      if (asProblem(error).status === 404) expected.value = false
    }
  }

  /** From before the sale is sent, since workers may be done before its receipt is on the screen. */
  function listen(): void {
    if (listening) return
    listening = true
    subscribe('commissions.sales.order', (change) => {
      if (change) heard.add(Number(change.id))
      if (watched === null) return
      if (change === null) void look(watched)
      else if (Number(change.id) === watched) void computed(watched)
    })
  }

  function watchSale(orderId: number): void {
    unwatch()
    listen()
    commission.value = null
    late.value = false
    expected.value = isInstalled('commissions')
    watched = orderId
    if (heard.has(orderId)) void computed(orderId)
    timer = setTimeout(() => {
      late.value = commission.value === null
      void look(orderId)
    }, PATIENCE_MS)
  }

  function unwatch(): void {
    watched = null
    clearTimeout(timer)
  }

  return { commission, late, expected, listen, watchSale, unwatch }
})
