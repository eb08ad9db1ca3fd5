import { add, satang } from '@aesthetix/sdk'

import type { RecordRow } from '../screen/definition'

export type AccountType = 'asset' | 'liability' | 'equity' | 'revenue' | 'expense'
export interface BalanceRow {
  account_id: number
  code: string
  name: string
  name_th: string
  type: AccountType
  opening: string
  debit: string
  credit: string
  closing: string
}
export interface TrialBalance {
  from_on: string
  to_on: string
  rows: BalanceRow[]
  totals: { debit: string; credit: string; closing_debit: string; closing_credit: string }
}
export interface LedgerRow {
  line_id: number
  entry_id: number
  entry_on: string
  number: string
  source: string
  journal: string
  memo: string
  branch_id: number
  debit: string
  credit: string
  balance: string
}
export interface AccountLedger {
  opening: string
  count: number
  rows: LedgerRow[]
}
export interface ProofRow {
  code: string
  title: string
  account: string
  ledger: string
  subledger: string
  difference: string
}
export interface EntryLine {
  id: number
  position: number
  account: number
  debit: string
  credit: string
  memo: string
  dimensions: { kind: string; code: string; title?: string }[]
  tax_code?: string | number | null
  _labels?: Record<string, string>
}
export interface Entry extends RecordRow {
  source: string
  source_number: string
  journal: number
  branch: number
  period: number
  entry_on: string
  memo: string
  state: string
  posted_at: string | null
  posted_by: number | null
  reverses: number | null
  reversed_by?: number | null
  number: string
  lines: EntryLine[]
  chain_no: number | null
  hash: string
}

export const TYPES: readonly AccountType[] = ['asset', 'liability', 'equity', 'revenue', 'expense']
type Figures = Pick<BalanceRow, 'opening' | 'debit' | 'credit' | 'closing'>
export function sumOf(rows: readonly Figures[]): Figures {
  const of = (key: keyof Figures): string => (rows.length ? add(...rows.map((row) => row[key])) : '0.00')
  return { opening: of('opening'), debit: of('debit'), credit: of('credit'), closing: of('closing') }
}
export const isZero = (value: string | undefined): boolean => value === undefined || satang(value) === 0n
