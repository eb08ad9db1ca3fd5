/** Which dialog of the till is open, over which line, and what went wrong in it. One is open at a time. */
import { toast } from '@aesthetix/ui-kit'
import { computed, ref, type Ref, type WritableComputedRef } from 'vue'
import type { CartLine } from '../model/cart'
import { useTill } from '../stores/till'

export const DIALOGS = ['patient', 'discount', 'staff', 'lot', 'held', 'hold', 'keys', 'drawer', 'waiting', 'choice', 'course', 'deposit', 'instalments', 'prices'] as const
export type Dialog = (typeof DIALOGS)[number]

export interface SellDialogs {
  shown: Ref<Dialog | null>
  subject: Ref<CartLine | null>
  busy: Ref<boolean>
  problem: Ref<string>
  /** `v-model:open` of each dialog. */
  open: Record<Dialog, WritableComputedRef<boolean>>
  show: (dialog: Dialog | null) => void
  /** A refusal in words, also noted as word from the line. */
  say: (error: unknown) => string
  warn: (error: unknown) => void
}

export function useSellDialogs(): SellDialogs {
  const till = useTill()
  const shown = ref<Dialog | null>(null)
  const subject = ref<CartLine | null>(null)
  const busy = ref(false)
  const problem = ref('')

  function show(dialog: Dialog | null): void {
    problem.value = ''
    shown.value = dialog
  }

  const is = (dialog: Dialog): WritableComputedRef<boolean> =>
    computed({ get: () => shown.value === dialog, set: (open: boolean) => (open ? show(dialog) : shown.value === dialog && show(null)) })

  function say(error: unknown): string {
    const found = till.lost(error)
    return [found.detail || found.title, found.remedy].filter(Boolean).join(' ')
  }

  const warn = (error: unknown): void => {
    toast({ text: say(error), tone: 'danger', seconds: 8 })
  }
  const open = Object.fromEntries(DIALOGS.map((dialog) => [dialog, is(dialog)])) as SellDialogs['open']
  return { shown, subject, busy, problem, open, show, say, warn }
}
