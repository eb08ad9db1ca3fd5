/** Keyboard of the chart. Letters are read by their place (`code`), so that a Thai layout works too. */

export type Tool = 'select' | 'point' | 'draw' | 'area' | 'text' | 'pan'
export const TOOLS: readonly Tool[] = ['select', 'point', 'draw', 'area', 'text', 'pan']

export type Order =
  | { readonly kind: 'tool'; readonly tool: Tool }
  | { readonly kind: 'product'; readonly index: number }
  | { readonly kind: 'undo' | 'redo' | 'fit' | 'save' | 'zoom-in' | 'zoom-out' | 'cancel' | 'remove' }

export interface KeyPress {
  readonly code: string
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

const LETTERS: Readonly<Record<string, Tool>> = { KeyV: 'select', KeyP: 'point', KeyD: 'draw', KeyA: 'area', KeyT: 'text', KeyH: 'pan' }

export function orderOf(press: KeyPress): Order | null {
  const command = press.ctrlKey || press.metaKey
  if (command && press.code === 'KeyZ') return { kind: press.shiftKey ? 'redo' : 'undo' }
  if (command && press.code === 'KeyY') return { kind: 'redo' }
  if (command && press.code === 'KeyS') return { kind: 'save' }
  if (command || press.altKey) return null
  const tool = LETTERS[press.code]
  if (tool !== undefined) return { kind: 'tool', tool }
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(press.code)?.[1]
  if (digit === '0') return { kind: 'fit' }
  if (digit !== undefined) return { kind: 'product', index: Number(digit) - 1 }
  if (press.key === '+' || press.key === '=') return { kind: 'zoom-in' }
  if (press.key === '-' || press.key === '_') return { kind: 'zoom-out' }
  if (press.key === 'Escape') return { kind: 'cancel' }
  if (press.key === 'Delete' || press.key === 'Backspace') return { kind: 'remove' }
  return null
}

/** Orders on a focused pin: arrows move by 0.001 (with Shift 0.01), + and − change the dose, Delete removes. */
export type PinOrder =
  | { readonly kind: 'move'; readonly dx: number; readonly dy: number }
  | { readonly kind: 'dose'; readonly by: 1 | -1 }
  | { readonly kind: 'remove' }

export function pinOrderOf(press: KeyPress): PinOrder | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null
  const by = press.shiftKey ? 0.01 : 0.001
  switch (press.key) {
    case 'ArrowLeft':
      return { kind: 'move', dx: -by, dy: 0 }
    case 'ArrowRight':
      return { kind: 'move', dx: by, dy: 0 }
    case 'ArrowUp':
      return { kind: 'move', dx: 0, dy: -by }
    case 'ArrowDown':
      return { kind: 'move', dx: 0, dy: by }
    case '+':
    case '=':
      return { kind: 'dose', by: 1 }
    case '-':
    case '_':
      return { kind: 'dose', by: -1 }
    case 'Delete':
    case 'Backspace':
      return { kind: 'remove' }
    default:
      return null
  }
}
