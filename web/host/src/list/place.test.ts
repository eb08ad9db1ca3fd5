import { describe, expect, it } from 'vitest'

import type { ScreenDef } from '../screen/definition'
import { dateField, whereOf, type Place } from './place'

const screen = { fields: { business_on: { type: 'day', label: 'Day' }, state: { type: 'select', label: 'State' } }, views: { list: { columns: [{ field: 'business_on', sum: false, tone: {} }], order: '-id' } }, search: { fields: [], groups: [], filters: [{ code: 'paid', label: 'Paid', where: { state: { eq: 'paid' } } }] } } as unknown as ScreenDef
const place = (change: Partial<Record<keyof Place, unknown>>): Place => Object.fromEntries(Object.entries({ ready: [], own: [], span: null, given: null, ...change }).map(([key, value]) => [key, { value }])) as unknown as Place

describe('the filter of a list', () => {
  it('is nothing without chips', () => expect(whereOf(place({}), screen)).toBeNull())
  it('joins ready filters, own ones and the span of a drill-down', () => {
    expect(dateField(screen)).toBe('business_on')
    expect(whereOf(place({ ready: ['paid'], own: [{ field: 'total', operator: 'gte', value: '100' }], span: { since: '2026-11-01', until: '2026-11-20' } }), screen)).toEqual({
      and: [{ state: { eq: 'paid' } }, { total: { gte: '100' } }, { business_on: { gte: '2026-11-01', lte: '2026-11-20' } }],
    })
  })
})
