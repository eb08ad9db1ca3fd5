import { describe, expect, it } from 'vitest'

import { clock, instantAt, minutesOf, monthGrid, place, shiftDay } from './clock'

describe('the day of the clinic', () => {
  it('reads and writes instants in Bangkok', () => {
    expect(clock(minutesOf('2026-11-20T07:45:00Z'))).toBe('14:45')
    expect(instantAt('2026-11-20', 14 * 60 + 45)).toBe('2026-11-20T07:45:00.000Z')
    expect(instantAt('2026-11-20', 30)).toBe('2026-11-19T17:30:00.000Z')
  })
  it('walks over months and begins weeks on Monday', () => {
    expect(shiftDay('2026-11-30', 1)).toBe('2026-12-01')
    expect(monthGrid('2026-11-20')[0]).toBe('2026-10-26')
  })
  it('puts overlapping things side by side and others alone', () => {
    const placed = place([{ a: 0, b: 60 }, { a: 30, b: 90 }, { a: 90, b: 120 }], (one) => one.a, (one) => one.b)
    expect(placed.map((one) => [one.column, one.columns])).toEqual([[0, 2], [1, 2], [0, 1]])
  })
})
