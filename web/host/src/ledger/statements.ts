/** Profit and loss and balance sheet as the screen shows them: each account now and before, with sums. */
import { add, subtract } from '@aesthetix/sdk'

import type { BalanceRow } from './types'

export interface ProfitAndLoss {
  revenue: BalanceRow[]
  expense: BalanceRow[]
  profit: string
}
export interface BalanceSheet {
  assets: BalanceRow[]
  liabilities: BalanceRow[]
  equity: BalanceRow[]
  result: string
}
export interface StatementSum {
  title: string
  now: string
  before: string
  change: string
}
export interface StatementPart {
  key: string
  title: string
  lines: { row: BalanceRow; now: string; before: string; change: string }[]
  total: StatementSum
}
type Amount = (row: BalanceRow) => string

export const earned: Amount = (row) => subtract(row.credit, row.debit)
export const spent: Amount = (row) => subtract(row.debit, row.credit)
export const owned: Amount = (row) => row.closing
export const owed: Amount = (row) => subtract('0.00', row.closing)

/** Accounts of now and of before side by side, by code; what is in neither is left out. */
export function partOf(key: string, title: string, inAll: string, now: readonly BalanceRow[], before: readonly BalanceRow[], amount: Amount): StatementPart {
  const then = new Map(before.map((row) => [row.code, row]))
  const rows = new Map([...before, ...now].map((row) => [row.code, row]))
  const here = new Map(now.map((row) => [row.code, row]))
  const lines = [...rows.values()].sort((a, b) => a.code.localeCompare(b.code)).map((row) => {
    const [mine, past] = [here.get(row.code), then.get(row.code)]
    return sized({ row, now: mine ? amount(mine) : '0.00', before: past ? amount(past) : '0.00' })
  })
  const total = { title: inAll, now: add('0.00', ...lines.map((line) => line.now)), before: add('0.00', ...lines.map((line) => line.before)) }
  return { key, title, lines: lines.filter((line) => line.now !== '0.00' || line.before !== '0.00'), total: sized(total) }
}
export function sized<T extends { now: string; before: string }>(line: T): T & { change: string } {
  return { ...line, change: subtract(line.now, line.before) }
}
