import { describe, expect, it } from 'vitest'

import vectors from '../../../erp/kernel/money/vectors.json'
import { add, compare, money, multiply, receiptTaxes, spread, subtract, toStep, vatInside } from './money'

describe('money agrees with the server', () => {
  it.each(vectors.money as [string, string][])('money(%s) is %s', (input, expected) => expect(money(input)).toBe(expected))
  it.each(vectors.vat_inside as [string, string, string, string][])('VAT inside %s at %s %%', (gross, rate, net, vat) => expect(vatInside(gross, rate)).toEqual({ net, vat }))
  it.each(vectors.spread as [string, string[], string[]][])('spread(%s, %j)', (total, weights, parts) => expect(spread(total, weights)).toEqual(parts))
  it.each(vectors.to_step as [string, string, string][])('%s in steps of %s is %s', (amount, step, nearest) => expect(toStep(amount, step)).toBe(nearest))
})

describe('sums on text', () => {
  it('adds and subtracts without a float', () => {
    expect(add('0.10', '0.20')).toBe('0.30')
    expect(subtract('100.00', '100.01')).toBe('-0.01')
  })
  it('multiplies price by quantity and rounds once', () => expect(multiply('12.345', '3')).toBe('37.04'))
  it('compares by value', () => expect(compare('10.0', '9.99')).toBe(1))
  it('taxes a receipt by the total of each code, exempt lines at nothing', () => {
    const rows = receiptTaxes([
      { gross: '3500.00', taxCode: 'EXEMPT', rate: '0', exempt: true },
      { gross: '53.50', taxCode: 'VAT7', rate: '7', exempt: false },
      { gross: '53.50', taxCode: 'VAT7', rate: '7', exempt: false },
    ])
    expect(rows.map((row) => [row.taxCode, row.gross, row.net, row.vat])).toEqual([
      ['EXEMPT', '3500.00', '3500.00', '0.00'],
      ['VAT7', '107.00', '100.00', '7.00'],
    ])
  })
})
