import { describe, expect, it } from 'vitest'

import { changeQuantity, lineFor } from './cart'
import { amountsOf, firstPart, instalmentLine } from './instalments'
import { lineFromOrder, lineWire } from './order-body'
import { productFrom } from './product'
import { totalsOf } from './totals'

const glow = productFrom({
  id: 9, code: 'GLOW', kind: 'course', name_en: 'Glow', name_th: '', price: '4000.00', tax_code: 'EXEMPT',
  tax_parts: [{ tax_code: 'EXEMPT', price: '3000.00' }, { tax_code: 'VAT7', price: '1000.00' }],
})
const due = { pays: 'courses.course_instalment:7', no: 3, of: 3, amount: '1333.34', due_on: '2026-12-20', weights: [{ tax_code: 'EXEMPT', price: '1000.00' }, { tax_code: 'VAT7', price: '333.34' }] }

describe('instalments', () => {
  it('are equal, and the last takes the residue', () => {
    expect(amountsOf(400000, 3)).toEqual([133333, 133333, 133334])
    for (let price = 1000; price < 1400; price += 1) expect(amountsOf(price, 7).reduce((sum, one) => sum + one, 0)).toBe(price)
  })

  it('make of a sold course a line that pays the first of them', () => {
    const line = { ...lineFor(glow, 'k'), ...firstPart(glow.price, 3, 30) }
    expect(lineWire(line)).toMatchObject({ unit_price: '1333.33', quantity: '1', pays: 'courses.plan:3x30' })
  })

  it('divide over tax codes by what is still to be paid, and keep their amount', () => {
    const line = instalmentLine(glow, due, 'k')
    const totals = totalsOf({ lines: [line], orderDiscount: null }, [{ code: 'EXEMPT', rate: '0', exempt: true }, { code: 'VAT7', rate: '7', exempt: false }])
    expect([totals.total, totals.exempt, totals.vat]).toEqual([133334, 100000, 2181])
    expect(changeQuantity({ lines: [line], orderDiscount: null }, 'k', 1).lines[0]?.quantity).toBe('1')
  })

  it('come back from a draft', () => {
    const line = lineFromOrder({ id: 5, key: 'k', quantity: '1.000', unit_price: '1333.34', pays: due.pays }, glow)
    expect(line.pays?.reference).toBe(due.pays)
    expect(lineWire(line).pays).toBe(due.pays)
  })
})
