/** The till by keyboard: function keys, the lines by arrows, and typing anywhere searches. */
import { onBeforeUnmount, type Ref } from 'vue'
import type { CartLine } from '../model/cart'
import { useSale } from '../stores/sale'
import { useKeys } from './keys'
import type { SellDialogs } from './sell-dialogs'

interface Grid {
  focusSearch: () => void
  isSearching: () => boolean
  leaveSearch: () => void
}

export interface SellHands {
  grid: Ref<Grid | null>
  locked: () => boolean
  remove: (line: CartLine) => void
  pay: () => void
  edit: (dialog: 'discount', line: CartLine | null) => void
}

export function useSellKeys({ shown, show }: SellDialogs, { grid, locked, remove, pay, edit }: SellHands): void {
  const sale = useSale()

  function moveLine(by: number): void {
    const lines = sale.cart.lines
    if (lines.length === 0) return
    const at = lines.findIndex((line) => line.key === sale.openKey)
    const next = at < 0 ? (by > 0 ? 0 : lines.length - 1) : Math.max(0, Math.min(lines.length - 1, at + by))
    sale.openKey = lines[next]?.key ?? null
  }

  function stepOpen(by: number): boolean {
    if (!sale.openKey || locked()) return false
    sale.step(sale.openKey, by)
    return true
  }

  useKeys({
    F1: () => show('keys'),
    F2: () => grid.value?.focusSearch(),
    F3: () => show('patient'),
    F4: () => {
      if (!sale.isEmpty && !locked()) show('hold')
    },
    F8: () => edit('discount', sale.openLine),
    F9: () => pay(),
    Escape: () => {
      if (grid.value?.isSearching()) grid.value.leaveSearch()
      else sale.openKey = null
    },
    ArrowDown: () => moveLine(1),
    ArrowUp: () => moveLine(-1),
    '+': () => stepOpen(1),
    '=': () => stepOpen(1),
    '-': () => stepOpen(-1),
    Delete: () => {
      if (!sale.openLine || locked()) return false
      remove(sale.openLine)
      return true
    },
  })

  /** Typing anywhere searches: the first letter goes into the search field. */
  function typeAnywhere(event: KeyboardEvent): void {
    if (event.defaultPrevented || shown.value || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key.length !== 1 || !/\p{L}/u.test(event.key)) return
    if (event.target instanceof HTMLElement && event.target.closest('input, textarea, [role=dialog]')) return
    grid.value?.focusSearch()
  }
  window.addEventListener('keydown', typeAnywhere)
  onBeforeUnmount(() => window.removeEventListener('keydown', typeAnywhere))
}
