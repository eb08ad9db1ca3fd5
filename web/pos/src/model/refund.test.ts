import { describe, expect, it } from 'vitest'
import { givesBack, isAboveLimit, leftOf, linesWire, mostBy, stepped, tendersWire, totalOf, undecided, waysFor, type RefundableBill, type RefundableLine } from './refund'
import { exactTender } from './tenders'

const pill: RefundableLine = {
  line_id: 1, code: 'PILL', name_en: 'Pill', name_th: '', kind: 'drug', unit: 'pc', unit_price: '5.35', quantity: '7.000', left: '7.000',
  gross: '37.32', gross_left: '37.32', covered: false, moves_goods: true, whole: false,
}
const course: RefundableLine = { ...pill, line_id: 2, code: 'GLOW', quantity: '1.000', left: '1.000', gross: '4000.00', gross_left: '2000.00', moves_goods: false, whole: true }
const covered: RefundableLine = { ...pill, line_id: 3, code: 'FACIAL', gross: '0.00', gross_left: '0.00', covered: true, moves_goods: false }
const bill: RefundableBill = {
  order_id: 9, number: 'TX-1', state: 'paid', business_on: '2026-11-20', total: '4037.32', hn: '', lines: [pill, course, covered],
  ways: { card: '4037.32' }, to_credit: false, money_left: null, limit: '500.00', worth: '0.00', refund: null,
}

describe('what a refund gives back', () => {
  it('adds up to what was paid, whatever the parts', () => {
    for (const parts of [[1, 1, 1, 1, 1, 1, 1], [3, 1, 3], [2, 5], [7]]) {
      let line = pill
      const given = parts.map((part) => {
        const amount = givesBack(line, part * 1000)
        line = { ...line, left: String((leftOf(line) - part * 1000) / 1000), gross_left: String((Math.round(Number(line.gross_left) * 100) - amount) / 100) }
        return amount
      })
      expect(given.reduce((sum, one) => sum + one, 0)).toBe(3732)
      expect(Math.min(...given)).toBeGreaterThan(0)
    }
  })

  it('gives what is unused of a course, and no money for a covered line', () => {
    expect(givesBack(course, 1000)).toBe(200_000)
    expect(givesBack(covered, 1000)).toBe(0)
    expect(totalOf(bill, { 1: { quantity: 7000, goods: 'stock' }, 2: { quantity: 1000, goods: '' } })).toBe(203_732)
  })

  it('steps by one within what is left, and a course at once', () => {
    expect(stepped(pill, 6500, 1)).toBe(7000)
    expect(stepped(pill, 500, -1)).toBe(0)
    expect([stepped(course, 0, 1), stepped(course, 1000, -1)]).toEqual([1000, 0])
  })
})

describe('how it is paid back', () => {
  it('offers the way it came first, and only as far as it came that way', () => {
    expect(waysFor(bill, 1000)).toEqual(['card', 'cash'])
    expect(waysFor(bill, 0)).toEqual(['card', 'cash']) // before anything is chosen
    const split = { ...bill, ways: { cash: '40.00', card: '5.00' } }
    expect(waysFor(split, 1000)).toEqual(['cash', 'card'])
    expect([mostBy(split, 'card', 1000, []), mostBy(split, 'cash', 1000, []), mostBy(split, 'transfer', 1000, [])]).toEqual([500, 1000, 0])
    const byCard = exactTender('a', 'card', 500, 1000, 'A1')
    expect(waysFor(split, 500, [byCard])).toEqual(['cash'])
  })

  it('lets a known patient keep any of it as credit', () => {
    const known = { ...bill, to_credit: true }
    expect(waysFor(known, 1000)).toEqual(['card', 'cash', 'credit'])
    expect([mostBy(known, 'credit', 1000, []), mostBy(bill, 'credit', 1000, [])]).toEqual([1000, 0])
  })

  it('takes off what is open first where nothing was paid yet', () => {
    const owed = { ...bill, ways: { on_account: '30.00' }, money_left: '10.00', to_credit: true }
    expect(waysFor(owed, 4000)).toEqual(['on_account', 'cash', 'credit'])
    expect([mostBy(owed, 'on_account', 4000, []), mostBy(owed, 'cash', 4000, [])]).toEqual([3000, 1000])
    const taken = exactTender('a', 'cash', 1000, 4000, '')
    expect([waysFor(owed, 3000, [taken]), mostBy(owed, 'on_account', 3000, [taken])]).toEqual([['on_account'], 3000])
  })

  it('asks above the limit, counting what went back before', () => {
    expect(isAboveLimit(bill, 50_000)).toBe(false)
    expect(isAboveLimit(bill, 50_001)).toBe(true)
    expect(isAboveLimit({ ...bill, worth: '0.01' }, 50_000)).toBe(true)
    expect(isAboveLimit({ ...bill, limit: null }, 9_999_999)).toBe(false)
  })

  it('says where goods go, and sends no payment of nothing', () => {
    const choices = { 1: { quantity: 2000, goods: '' as const }, 2: { quantity: 1000, goods: '' as const } }
    expect(undecided(bill, choices).map((line) => line.code)).toEqual(['PILL'])
    expect(linesWire(bill, { ...choices, 1: { quantity: 2500, goods: 'loss' } })).toEqual([
      { line_id: 1, quantity: '2.500', goods: 'loss' },
      { line_id: 2, quantity: '1.000', goods: '' },
    ])
    expect(tendersWire([])).toEqual([])
    const parts = [exactTender('a', 'card', 1050, 2000, ' A1 '), exactTender('b', 'cash', 950, 950, '')]
    expect(tendersWire(parts)).toEqual([
      { kind: 'card', amount: '10.50', reference: 'A1' },
      { kind: 'cash', amount: '9.50' },
    ])
  })
})
