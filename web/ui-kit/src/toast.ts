/** Short notes at the bottom right. `toast('Saved')`, `toast({ text, tone, action: { label, run } })`. */
import { reactive } from 'vue'

export type Tone = 'neutral' | 'ok' | 'warn' | 'danger' | 'info' | 'brand' | 'accent' | 'total'
export interface ToastIn {
  text: string
  tone?: 'neutral' | 'ok' | 'warn' | 'danger'
  seconds?: number
  action?: { label: string; run: () => void }
}
export interface ToastItem extends ToastIn {
  id: number
}

export const toasts = reactive<ToastItem[]>([])
let last = 0

export function dismissToast(id: number): void {
  const at = toasts.findIndex((item) => item.id === id)
  if (at >= 0) toasts.splice(at, 1)
}

export function toast(input: string | ToastIn): number {
  const item: ToastItem = { id: ++last, ...(typeof input === 'string' ? { text: input } : input) }
  toasts.push(item)
  if (toasts.length > 4) toasts.shift()
  return item.id
}
