import { describe, expect, it } from 'vitest'
import { satang } from './money'
import { steepestDiscount, totalsOf, vatRateLabel } from './totals'
import { line, product, sampleCart, TAX_CODES } from './sample.testing'

describe('totals', () => {
  it('adds up the sale of the mock-ups', () => {
    const totals = totalsOf(sampleCart(), TAX_CODES)
    expect(totals.subtotal).toBe(satang('38070.00'))
    expect(totals.discount).toBe(satang('745.00'))
    expect(totals.exempt).toBe(satang('32555.00'))
    expect(totals.taxable).toBe(satang('4457.94'))
    expect(totals.vat).toBe(satang('312.06'))
    expect(totals.total).toBe(satang('37325.00'))
    expect(vatRateLabel(totals)).toBe('7')
  })

  it('spreads an order discount by gross, so that nothing is lost', () => {
    const cart = { ...sampleCart(), orderDiscount: { kind: 'amount' as const, amount: satang('100.00') } }
    const totals = totalsOf(cart, TAX_CODES)
    expect(totals.total).toBe(satang('37225.00'))
    expect(totals.lines.reduce((sum, one) => sum + one.orderDiscount, 0)).toBe(satang('100.00'))
    expect(totals.lines.find((one) => one.key === 'LEDR')?.gross).toBe(0)
    expect(totals.exempt + totals.taxable + totals.vat).toBe(totals.total)
  })

  it("splits a course over its components' tax codes", () => {
    const course = product('C1', 'course', '10000.00', {
      taxParts: [
        { taxCode: 'EXEMPT', weight: 700000 },
        { taxCode: 'VAT7', weight: 300000 },
      ],
    })
    const totals = totalsOf({ lines: [line(course)], orderDiscount: null }, TAX_CODES)
    expect(totals.exempt).toBe(satang('7000.00'))
    expect(totals.taxable).toBe(satang('2803.74'))
    expect(totals.vat).toBe(satang('196.26'))
  })

  it('reads the steepest discount of any line, both kinds together', () => {
    const cart = sampleCart()
    expect(steepestDiscount(cart, totalsOf(cart, TAX_CODES))).toBe(5000)
    const free = { ...cart, orderDiscount: { kind: 'percent' as const, percent: '10' } }
    expect(steepestDiscount(free, totalsOf(free, TAX_CODES))).toBe(14500)
  })

  it('is nothing for an empty cart', () => {
    const totals = totalsOf({ lines: [], orderDiscount: null }, TAX_CODES)
    expect([totals.total, totals.vat, totals.codes.length]).toEqual([0, 0, 0])
  })
})
