import { describe, expect, it } from 'vitest'
import { code128, code128Values } from './code128'

describe('code 128', () => {
  it('starts in set B, checks modulo 103, and stops', () => {
    expect(code128Values('PJJ123C')).toEqual([104, 48, 42, 42, 17, 18, 19, 35, 55, 106])
  })

  it('is eleven modules a character and thirteen for the stop', () => {
    const { width, bars } = code128('RC-S2-002847')
    expect(width).toBe(11 * (12 + 2) + 13)
    expect(bars[0]).toEqual({ x: 0, width: 2 })
    expect((bars.at(-1)?.x ?? 0) + (bars.at(-1)?.width ?? 0)).toBe(width)
  })

  it('refuses what it cannot write', () => {
    expect(() => code128('ก')).toThrow(RangeError)
  })
})
