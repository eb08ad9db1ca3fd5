import { describe, expect, it } from 'vitest'

import type { Vitals } from './doors/clinic'
import { bmi, latest, shown, spark, verdict } from './vitals'

function row(taken_at: string, over: Partial<Vitals> = {}): Vitals {
  const none = { pulse: null, systolic: null, diastolic: null, temperature: null, oxygen: null, weight: null, height: null }
  return { id: 1, patient: 1, taken_at, ...none, ...over }
}

describe('vitals', () => {
  const rows = [
    row('2026-11-20T03:36:00Z', { systolic: 118, diastolic: 76 }),
    row('2026-08-12T03:00:00Z', { systolic: 121, diastolic: 78, pulse: 75 }),
  ]

  it('takes the newest reading of each kind, not only of the newest row', () => {
    expect(shown(latest(rows, 'pressure')!, 'pressure')).toBe('118/76')
    expect(latest(rows, 'pulse')?.taken_at).toBe('2026-08-12T03:00:00Z')
    expect(latest(rows, 'spo2')).toBeNull()
  })

  it('says high and low outside the usual range, for either pressure', () => {
    expect(verdict(row('x', { systolic: 150, diastolic: 80 }), 'pressure')).toBe('high')
    expect(verdict(row('x', { systolic: 130, diastolic: 95 }), 'pressure')).toBe('high')
    expect(verdict(row('x', { oxygen: 91 }), 'spo2')).toBe('low')
    expect(verdict(row('x', { temperature: '36.6' }), 'temperature')).toBe('usual')
    expect(verdict(row('x', { weight: '140' }), 'weight')).toBe('usual')
  })

  it('computes the body mass index only where both are known', () => {
    expect(bmi(row('x', { weight: '54.2', height: '163' }))).toBe(20.4)
    expect(bmi(row('x', { weight: '54.2' }))).toBeNull()
  })

  it('draws the last six from left to right with the usual band behind', () => {
    const eight = Array.from({ length: 8 }, (_, i) => row(`2026-0${i + 1}-01T00:00:00Z`, { pulse: 60 + i }))
    const line = spark(eight, 'pulse', 150, 40)
    expect(line.line.split(' ')).toHaveLength(6)
    expect(line.last?.x).toBe(146)
    expect(line.band?.height).toBeGreaterThan(10)
    expect(spark([], 'pulse', 150, 40).line).toBe('')
  })
})
