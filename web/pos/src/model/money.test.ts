import { describe, expect, it } from 'vitest'
import { baht, ratio, satang, shown, spreadSatang, thousandths, vatWithin, wire } from './money'

describe('money', () => {
  it('reads and writes amounts without a float in between', () => {
    expect(satang('1,234.50')).toBe(123450)
    expect(satang('0.1')).toBe(10)
    expect(satang('-0.005')).toBe(-1)
    expect(satang('1.005')).toBe(101)
    expect(satang('abc')).toBe(0)
    expect(satang(null)).toBe(0)
    expect(wire(123450)).toBe('1234.50')
    expect(wire(-5)).toBe('-0.05')
  })

  it('shows grouped figures with a true minus sign', () => {
    expect(shown(-74500)).toBe('−745.00')
    expect(baht(3732500)).toBe('฿37,325.00')
  })

  it('rounds half up, away from zero', () => {
    expect(ratio(1, 1, 2)).toBe(1)
    expect(ratio(-1, 1, 2)).toBe(-1)
    expect(ratio(1490000, 5000, 100000)).toBe(74500)
    expect(thousandths('0.125')).toBe(125)
  })

  it('takes VAT as gross less the net that was rounded once', () => {
    expect(vatWithin(477000, '7.00')).toEqual({ net: 445794, vat: 31206 })
    expect(vatWithin(8000, '7')).toEqual({ net: 7477, vat: 523 })
    expect(vatWithin(1, '7')).toEqual({ net: 1, vat: 0 })
  })

  it('spreads to the satang by largest remainder, ties by order', () => {
    expect(spreadSatang(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(spreadSatang(1000, [0, 5, 5])).toEqual([0, 500, 500])
    expect(spreadSatang(-100, [1, 1, 1])).toEqual([-34, -33, -33])
    expect(spreadSatang(5, [])).toEqual([])
    const parts = spreadSatang(99_999, [313, 7, 1, 99_123])
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(99_999)
  })
})
