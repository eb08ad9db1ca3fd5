import { describe, expect, it } from 'vitest'
import { isOfEarlierDay } from './business-day'

describe('a shift of an earlier day', () => {
  it('is told by the clinic’s day, not by the browser’s', () => {
    const lateEvening = new Date('2026-11-20T16:59:00Z') // 23:59 in Bangkok
    const midnight = new Date('2026-11-20T17:00:00Z')
    expect(isOfEarlierDay({ business_on: '2026-11-20' }, lateEvening)).toBe(false)
    expect(isOfEarlierDay({ business_on: '2026-11-20' }, midnight)).toBe(true)
    expect([isOfEarlierDay(null, midnight), isOfEarlierDay({}, midnight)]).toEqual([false, false])
  })
})
