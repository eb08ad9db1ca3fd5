/** An entry being written: its lines, what is missing for balance, and what is sent. */
import { add, compare, fromSatang, satang, subtract } from '@aesthetix/sdk'

import type { Entry } from './types'

export interface DraftDimension {
  kind: string
  code: string
  title?: string
}
export interface DraftLine {
  key: number
  account: number | null
  shown: string
  branch: number | null
  memo: string
  debit: string
  credit: string
  dimensions: DraftDimension[]
  /** Kept as they came: the editor does not touch them. */
  tax_code: number | null
  tax_base: string | null
}
export interface DraftHead {
  journal: number | null
  branch: number | null
  entry_on: string
  memo: string
}

let keys = 0
export const emptyLine = (): DraftLine => ({ key: ++keys, account: null, shown: '', branch: null, memo: '', debit: '', credit: '', dimensions: [], tax_code: null, tax_base: null })
export const isBlank = (line: DraftLine): boolean => line.account === null && !line.debit && !line.credit && !line.memo && !line.dimensions.length
/** A figure as typed; what is no figure yet counts as nothing. */
export function figure(text: string): string {
  try {
    return text.trim() ? fromSatang(satang(text.trim())) : '0.00'
  } catch {
    return '0.00'
  }
}
export const isFigure = (text: string): boolean => !text.trim() || /^\d+([.]\d{1,2})?$/.test(text.trim())
export function sums(lines: readonly DraftLine[]): { debit: string; credit: string; difference: string } {
  const of = (side: 'debit' | 'credit'): string => add('0.00', ...lines.map((line) => figure(line[side])))
  const debit = of('debit')
  const credit = of('credit')
  return { debit, credit, difference: subtract(debit, credit) }
}
/** Write what is missing for balance onto a line, on the side where it is missing. */
export function balanceWith(lines: readonly DraftLine[], line: DraftLine): void {
  const { difference } = sums(lines.filter((one) => one !== line))
  const debit = compare(difference, '0.00') < 0
  line.debit = debit ? difference.replace('-', '') : ''
  line.credit = debit || compare(difference, '0.00') === 0 ? '' : difference
}
export function linesOf(entry: Entry): DraftLine[] {
  return entry.lines.map((line) => ({
    key: ++keys,
    account: line.account,
    shown: line._labels?.account ?? '',
    branch: line.branch === entry.branch ? null : (line.branch ?? null),
    memo: line.memo,
    debit: satang(line.debit) ? line.debit : '',
    credit: satang(line.credit) ? line.credit : '',
    dimensions: line.dimensions.map((one) => ({ ...one })),
    tax_code: line.tax_code ?? null,
    tax_base: line.tax_base ?? null,
  }))
}
/** The request: blank lines are left out; `places` says which line of the screen each sent one is. */
export function bodyOf(head: DraftHead, lines: readonly DraftLine[]): { body: Record<string, unknown>; places: number[] } {
  const places = lines.map((_line, place) => place).filter((place) => !isBlank(lines[place]!))
  const sent = places.map((place) => {
    const line = lines[place]!
    return {
      account: line.account,
      debit: line.debit.trim() || '0.00',
      credit: line.credit.trim() || '0.00',
      memo: line.memo.trim(),
      dimensions: line.dimensions,
      ...(line.branch !== null ? { branch: line.branch } : {}),
      ...(line.tax_code !== null ? { tax_code: line.tax_code, tax_base: line.tax_base } : {}),
    }
  })
  return { body: { ...head, memo: head.memo.trim(), lines: sent }, places }
}
