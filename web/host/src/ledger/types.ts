import { add, satang } from '@aesthetix/sdk'

import { addressOf, type RecordRow } from '../screen/definition'

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
  code: string
  name: string
  name_th: string
  opening: string
  debit: string
  credit: string
  closing: string
  count: number
  rows: LedgerRow[]
}
export interface ProofRow {
  code: string
  title: string
  account: string
  account_id: number
  account_name: string
  account_name_th: string
  as_of: string | null
  ledger: string
  subledger: string
  difference: string
}
export const AGES = ['not_due', 'days_30', 'days_60', 'days_90', 'older'] as const
export type Age = (typeof AGES)[number]
export type Aged = Record<Age | 'total', string>
export interface OpenItem {
  document: string
  number: string
  document_on: string
  due_on: string
  overdue: number
  age: Age
  amount: string
}
export interface AgedReceivables {
  as_of: string
  parties: { kind: string; id: number; title: string; amounts: Aged; items: OpenItem[] }[]
  amounts: Aged
  ledger: string
  difference: string
}
export interface DimensionKind {
  kind: string
  title: string
  values: { code: string; title: string }[]
}
export interface EntryLine {
  id: number
  position: number
  account: number
  branch?: number
  debit: string
  credit: string
  memo: string
  dimensions: { kind: string; code: string; title?: string }[]
  tax_code?: number | null
  tax_base?: string | null
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
  may_edit?: boolean
  reversed_by_number?: string
  reversed_by_state?: string
  written_by?: number | null
  submitted_by?: number | null
  submitted_at?: string | null
  sent_back_because?: string
}

export const TYPES: readonly AccountType[] = ['asset', 'liability', 'equity', 'revenue', 'expense']
type Figures = Pick<BalanceRow, 'opening' | 'debit' | 'credit' | 'closing'>
export function sumOf(rows: readonly Figures[]): Figures {
  const of = (key: keyof Figures): string => (rows.length ? add(...rows.map((row) => row[key])) : '0.00')
  return { opening: of('opening'), debit: of('debit'), credit: of('credit'), closing: of('closing') }
}
export const isZero = (value: string | undefined): boolean => value === undefined || satang(value) === 0n

/** Where the document that caused an entry opens; null for what was written by hand or is no record. */
export function sourceAddress(source: string): string | null {
  const [noun, key] = source.replace(/\/reversal$/, '').split(':')
  return noun?.includes('.') && noun !== 'ledger.journal_entry' && key && /^\d+$/.test(key) ? addressOf(noun, key) : null
}
