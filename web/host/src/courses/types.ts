/** The page of a patient's course, as the server tells it. Money is text with two places. */
export interface Person { id: number; hn: string; name: string }
export interface Other { id: number; number: string; patient: Person }
export interface Bill { order: number; number: string; paid_on: string; paid: string; unused: string }
export interface Component { id: number; name: string; name_th: string; measure: string; sold: number; used: number; held: number; left: number; price: string; paid: string; payable_sessions: number }
export interface Instalment { id: number; no: number; amount: string; due_on: string; paid_on: string | null; standing: 'paid' | 'due' | 'overdue' | 'void' }
export interface Movement { key: string; kind: string; label: string; at: string; person: string; treatment: string; treatment_th: string; sessions: number; session_no: number | null; value: string; amount: string; days: number | null; note: string; document: string; link: string; signature: number | null }
export interface CoursePage {
  id: number; number: string; title: string; title_th: string; state: string; state_label: string; version_no: number; branch: string; sold_at: string; valid_until: string; frozen_on: string | null
  price: string; paid: string; unpaid: string; owed: string; patient: Person; components: Component[]; bills: Bill[]; instalments: Instalment[]; before: Other | null; after: Other | null
  waiting: { id: number; title: string; reason: string } | null; movements: Movement[]; _actions: { name: string; label: string }[]
}

export const isZero = (amount: string): boolean => Number(amount) === 0

const ICONS: Record<string, string> = {
  sold: 'shopping-bag', paid: 'banknote', unpaid: 'undo-2', held: 'clock', released: 'undo-2', redeemed: 'ticket-check', returned: 'undo-2', frozen: 'snowflake', unfrozen: 'play',
  extended: 'calendar-plus', transferred_out: 'arrow-right-left', transferred_in: 'arrow-right-left', expired: 'calendar-x', reinstated: 'rotate-ccw', refunded: 'hand-coins',
}
export const iconOfMovement = (kind: string): string => ICONS[kind] ?? 'circle-dot'

const TONES = { paid: 'ok', due: 'neutral', overdue: 'danger', void: 'neutral' } as const
export const toneOfInstalment = (standing: Instalment['standing']): 'ok' | 'neutral' | 'danger' => TONES[standing]
