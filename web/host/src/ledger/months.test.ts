import { describe, expect, it } from 'vitest'

import { monthBeside, spanBefore, yearBefore } from './months'

describe('days of reports', () => {
  it('steps by months, over the year, and ends the current one today', () => {
    expect(monthBeside('2026-11-01', -1, '2026-11-20')).toEqual({ from: '2026-10-01', to: '2026-10-31' })
    expect(monthBeside('2026-12-15', 1, '2026-11-20')).toEqual({ from: '2027-01-01', to: '2027-01-31' })
    expect(monthBeside('2026-10-01', 1, '2026-11-20')).toEqual({ from: '2026-11-01', to: '2026-11-20' })
    expect(monthBeside('2024-01-31', 1, '2026-11-20')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
  })
  it.each([
    ['2026-11-01', '2026-11-30', '2026-10-01', '2026-10-31'],
    ['2026-03-01', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['2026-01-01', '2026-03-31', '2025-10-01', '2025-12-31'],
    ['2026-01-01', '2026-12-31', '2025-01-01', '2025-12-31'],
    ['2026-11-01', '2026-11-20', '2026-10-12', '2026-10-31'],
    ['2026-11-20', '2026-11-20', '2026-11-19', '2026-11-19'],
  ])('compares %s – %s with %s – %s', (from, to, before, until) => {
    expect(spanBefore(from, to)).toEqual({ from: before, to: until })
  })
  it('knows the end of the year before', () => expect(yearBefore('2026-11-20')).toBe('2025-12-31'))
})
