/** A noun's screen as the server describes it. What the person may not see is not in it. */
import { type Filter, type Row, request } from '@aesthetix/sdk'

import { type Fetched, useFetched } from '../data/client'

export type FieldType = 'char' | 'text' | 'integer' | 'decimal' | 'money' | 'boolean' | 'day' | 'instant' | 'time' | 'select' | 'reference' | 'json' | 'password'
export interface FieldDef {
  type: FieldType
  label: string
  required?: boolean
  readonly?: boolean
  computed?: boolean
  masked?: boolean
  help?: string
  options?: [string | number, string][]
  noun?: string
  endpoint?: string | null
  digits?: number
  max?: number
}
export interface ColumnDef {
  field: string
  sum: boolean
  tone: Record<string, Filter>
}
export interface SectionDef {
  title: string
  fields: string[]
  tab: boolean
  columns: number
}
export interface LinesDef {
  noun: string
  field: string
  title: string
  columns: string[]
  endpoint: string | null
}
export interface VerbField {
  name: string
  label: string
  type: FieldType
  required?: boolean
  options?: [string | number, string][]
  endpoint?: string
  help?: string
  default?: unknown
}
export interface ActionDef {
  name: string
  label: string
  source: string[]
  target: string
  form: VerbField[]
}
export interface ScreenDef {
  noun: string
  endpoint: string
  title: string
  title_plural: string
  perms: { create: boolean; update: boolean; export: boolean }
  fields: Record<string, FieldDef>
  views: {
    list: { columns: ColumnDef[]; order: string }
    form: { status: boolean; sections: SectionDef[]; lines: LinesDef[] }
    kanban?: { group: string; columns: string[] }
  }
  search: { fields: string[]; filters: { code: string; label: string; where: Filter }[]; groups: string[] }
  states: { value: string; label: string }[]
  actions: ActionDef[]
}
export interface Action {
  name: string
  label: string
  target: string
  /** The page that says this verb, when a form cannot. */
  to?: string
}
export interface RecordRow extends Row {
  id: number
  _version?: number
  _display: string
  _labels?: Record<string, string>
  _actions?: Action[]
}
export interface ListAnswer {
  count: number
  limit: number
  offset: number
  results: RecordRow[]
  sums?: Record<string, string>
  groups?: { key: string | number | null; label: string; count: number; sums: Record<string, string> }[]
}

export function useScreen(noun: () => string): Fetched<ScreenDef> {
  return useFetched({ key: () => ['screen', noun(), localStorage.getItem('aesthetix.language')], load: (signal) => request<ScreenDef>('GET', `screens/${noun()}/`, { signal }) })
}

/** Where a record opens. */
export const addressOf = (noun: string, id: number | string): string => `/form/${noun}/${id}`

export const NUMERIC: readonly FieldType[] = ['integer', 'decimal', 'money']

const TONES: Record<string, 'ok' | 'warn' | 'danger' | 'info' | 'accent' | 'neutral'> = {
  active: 'ok', paid: 'ok', done: 'ok', posted: 'ok', approved: 'ok', signed: 'ok', completed: 'ok', settled: 'ok', available: 'ok', clean: 'ok', open: 'ok', granted: 'ok',
  draft: 'neutral', inactive: 'neutral', closed: 'neutral', archived: 'neutral', retired: 'neutral', booked: 'neutral', planned: 'neutral', withdrawn: 'neutral',
  awaiting_payment: 'warn', submitted: 'warn', awaiting_approval: 'warn', requested: 'warn', pending: 'warn', held: 'warn', quarantined: 'warn', calculated: 'warn',
  voided: 'danger', cancelled: 'danger', rejected: 'danger', refused: 'danger', no_show: 'danger', recalled: 'danger', expired: 'danger', reversed: 'danger',
  arrived: 'info', prospect: 'info', confirmed: 'info', in_room: 'info', in_treatment: 'info', accrued: 'info',
}
export const toneOfState = (state: unknown): 'ok' | 'warn' | 'danger' | 'info' | 'accent' | 'neutral' => TONES[String(state)] ?? 'neutral'
