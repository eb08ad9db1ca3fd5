/**
 * A barcode wedge types like a very fast keyboard. It is read by `event.code`, because a Thai layout turns its digits
 * into letters, and by `event.timeStamp`, because a busy machine handles keys later than they were struck.
 */
export interface WedgeKey {
  code: string
  timeStamp: number
  shiftKey?: boolean
}

/** Longer pauses than this are a person. */
export const MAX_GAP_MS = 100
const MIN_LENGTH = 4

function characterOf(code: string): string | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)
  if (digit) return digit[1] ?? null
  const letter = /^Key([A-Z])$/.exec(code)
  if (letter) return letter[1] ?? null
  if (code === 'Minus' || code === 'NumpadSubtract') return '-'
  if (code === 'Slash' || code === 'NumpadDivide') return '/'
  if (code === 'Period' || code === 'NumpadDecimal') return '.'
  return null
}

export type WedgeStep = { kind: 'none' } | { kind: 'burst'; length: number } | { kind: 'scan'; text: string }

export class WedgeDecoder {
  private text = ''
  private last = Number.NEGATIVE_INFINITY

  /** Feed every key down; answers a scan at the closing Enter or Tab. */
  feed(key: WedgeKey): WedgeStep {
    const gap = key.timeStamp - this.last
    if (gap > MAX_GAP_MS) this.text = ''
    if (key.code.startsWith('Shift')) return { kind: 'none' }
    this.last = key.timeStamp
    if (key.code === 'Enter' || key.code === 'NumpadEnter' || key.code === 'Tab') {
      const text = this.text
      this.text = ''
      return text.length >= MIN_LENGTH ? { kind: 'scan', text } : { kind: 'none' }
    }
    const character = characterOf(key.code)
    if (character === null) {
      this.text = ''
      return { kind: 'none' }
    }
    this.text += character
    return { kind: 'burst', length: this.text.length }
  }
}
