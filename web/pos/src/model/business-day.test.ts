import { describe, expect, it } from 'vitest'
import { isOfEarlierDay } from './business-day'

describe('a shift of an earlier day', () => {
  it('is told by the clinic’s day, not by the browser’s', () => {
    const lateEvening = new Date('2026-11-20T16:59:00Z') // 23:59 in Bangkok
    const lateShift = new Date('2026-11-20T20:59:00Z') // 03:59
    const morning = new Date('2026-11-20T21:00:00Z')
    expect(isOfEarlierDay({ business_on: '2026-11-20' }, lateEvening)).toBe(false)
    expect(isOfEarlierDay({ business_on: '2026-11-20' }, lateShift)).toBe(false)
    expect(isOfEarlierDay({ business_on: '2026-11-20' }, morning)).toBe(true)
    expect([isOfEarlierDay(null, morning), isOfEarlierDay({}, morning)]).toEqual([false, false])
  })
})
