import { describe, expect, it } from 'vitest'
import { countWire, emptyCount, piecesIn, setPieces, sumOf } from './drawer'
import { satang } from './money'
import { cashDue, cashTender, changeOf, exactTender, leftToPay, paidBy, pieceName, piecesOf, quickAmounts, tenderWire, typed } from './tenders'

describe('tenders', () => {
  it('takes cash in steps: the last of it pays what is left, and the rest is rounding, not change', () => {
    const left = satang('100.10')
    expect([cashDue(left, [], 0), cashDue(left, [], 25), cashDue(satang('100.13'), [], 25), cashDue(left, [], 100)]).toEqual([10_010, 10_000, 10_025, 10_000])
    const down = cashTender('a', satang('500'), left, cashDue(left, [], 25))
    expect([down.amount, down.rounding, changeOf([down])]).toEqual([10_010, -10, 40_000])
    expect(tenderWire(down)).toEqual({ kind: 'cash', amount: '100.10', tendered: '500.00' })
    const exact = cashTender('b', satang('100'), left, 10_000)
    expect([exact.amount, leftToPay(left, [exact]), changeOf([exact])]).toEqual([10_010, 0, 0])
    const part = cashTender('c', satang('5.10'), satang('10.70'), cashDue(satang('10.70'), [], 25))
    const due = cashDue(satang('5.60'), [part], 25)
    expect([part.amount, part.rounding, due]).toEqual([510, undefined, 565])
    expect(changeOf([part, cashTender('d', satang('6'), satang('5.60'), due)])).toBe(35)
    expect(cashDue(satang('0.10'), [], 25)).toBe(0)
  })

  it('gives change of cash only, for what is more than left', () => {
    const cash = cashTender('k', satang('13000'), satang('12325'))
    expect([cash.amount, changeOf([cash])]).toEqual([satang('12325'), satang('675')])
    const card = exactTender('c', 'card', satang('99999'), satang('500'), ' 082614 ')
    expect([card.amount, card.reference]).toEqual([satang('500'), '082614'])
    expect(tenderWire(cash)).toEqual({ kind: 'cash', amount: '12325.00', tendered: '13000.00' })
    expect(tenderWire(card)).toEqual({ kind: 'card', amount: '500.00', reference: '082614' })
  })

  it('splits without a mode: pay part, the rest remains', () => {
    const part = cashTender('a', satang('10000'), satang('37325'))
    expect(changeOf([part])).toBe(0)
    expect(leftToPay(satang('37325'), [part])).toBe(satang('27325'))
    const rest = exactTender('b', 'promptpay', satang('27325'), satang('27325'), 'REF1')
    expect(paidBy([part, rest])).toBe(satang('37325'))
    expect(leftToPay(satang('37325'), [part, rest])).toBe(0)
  })

  it('offers the sums that customers hand over', () => {
    expect(quickAmounts(satang('12325')).map((one) => one / 100)).toEqual([12325, 12400, 12500, 13000, 15000, 20000])
    expect(quickAmounts(satang('1000')).map((one) => one / 100)).toEqual([1000, 5000, 10000])
    expect(quickAmounts(0)).toEqual([])
  })

  it('names the fewest notes and coins of the change', () => {
    const pieces = piecesOf(satang('675.00')).map(({ piece, count }) => `${pieceName(piece)} × ${count}`)
    expect(pieces).toEqual(['500 × 1', '100 × 1', '50 × 1', '20 × 1', '5 × 1'])
    expect(piecesOf(satang('0.80')).map(({ piece }) => pieceName(piece))).toEqual(['0.50', '0.25'])
    expect(piecesOf(0)).toEqual([])
  })

  it('takes keys of the pad', () => {
    expect(['1', '00', '.', '5', '0', '9'].reduce(typed, '')).toBe('100.50')
    expect(typed('', '00')).toBe('0')
    expect(typed('0', '5')).toBe('5')
    expect(typed('0', '00')).toBe('0')
    expect(typed('12', 'back')).toBe('1')
    expect(typed('12', 'clear')).toBe('')
    expect(typed('', '.')).toBe('0.')
    expect(typed('12345678', '9')).toBe('12345678')
  })
})

describe('drawer', () => {
  it("adds the pieces of the mock-up's count", () => {
    const pieces: [number, number][] = [
      [1000, 14],
      [500, 9],
      [100, 23],
      [50, 8],
      [20, 31],
      [10, 26],
      [5, 14],
      [2, 9],
      [1, 17],
      [0.5, 6],
      [0.25, 4],
    ]
    const count = pieces.reduce((all, [piece, number]) => setPieces(all, satang(piece), number), emptyCount())
    expect(sumOf(count)).toBe(satang('22189.00'))
    expect(piecesIn(count)).toBe(161)
    expect(countWire(count)[0]).toEqual({ denomination: '1000.00', pieces: 14 })
    expect(countWire(setPieces(emptyCount(), 25, -3))).toEqual([])
  })
})
