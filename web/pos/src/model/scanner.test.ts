import { describe, expect, it } from 'vitest'
import { WedgeDecoder } from './scanner'

function play(codes: string[], gap: number): string | null {
  const decoder = new WedgeDecoder()
  let found: string | null = null
  codes.forEach((code, index) => {
    const step = decoder.feed({ code, timeStamp: 1000 + index * gap })
    if (step.kind === 'scan') found = step.text
  })
  return found
}

const EAN = [...'8850123456789'].map((digit) => `Digit${digit}`)

describe('barcode wedge', () => {
  it('reads thirteen digits by code, whatever the layout says', () => {
    expect(play([...EAN, 'Enter'], 8)).toBe('8850123456789')
    expect(play([...EAN, 'Enter'], 95)).toBe('8850123456789')
  })

  it('is not fooled by a person typing', () => {
    expect(play([...EAN, 'Enter'], 140)).toBeNull()
    expect(play(['Digit1', 'Digit2', 'Enter'], 8)).toBeNull()
  })

  it("reads letters, hyphens and shifted keys of a patient's card", () => {
    expect(play(['KeyH', 'KeyN', 'Minus', 'Digit0', 'Digit4', 'Digit7', 'Enter'], 10)).toBe('HN-047')
    expect(play(['ShiftLeft', 'KeyA', 'KeyB', 'Digit1', 'Digit2', 'Enter'], 10)).toBe('AB12')
  })

  it('starts again after a pause or a foreign key', () => {
    const decoder = new WedgeDecoder()
    decoder.feed({ code: 'Digit9', timeStamp: 0 })
    decoder.feed({ code: 'Digit1', timeStamp: 500 })
    ;['Digit2', 'Digit3', 'Digit4'].forEach((code, index) => decoder.feed({ code, timeStamp: 510 + index * 10 }))
    expect(decoder.feed({ code: 'Enter', timeStamp: 545 })).toEqual({ kind: 'scan', text: '1234' })
    decoder.feed({ code: 'Digit5', timeStamp: 600 })
    decoder.feed({ code: 'ArrowUp', timeStamp: 610 })
    expect(decoder.feed({ code: 'Enter', timeStamp: 620 })).toEqual({ kind: 'none' })
  })
})
