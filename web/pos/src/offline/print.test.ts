import { describe, expect, it } from 'vitest'
import type { Bootstrap } from '../api/types'
import { satang } from '../model/money'
import { line, product, TAX_CODES } from '../model/sample.testing'
import { cashTender } from '../model/tenders'
import { totalsOf } from '../model/totals'
import type { ReceiptData } from '../model/receipt'
import { joined, kindOf, printedBody, receiptOf, takeNumber, type SaleInHand } from './print'
import type { Device } from './types'

const DEVICE: Device = {
  id: 1,
  register: 4,
  code: 'D1',
  series: [
    { kind: 'plain', year: 2026, prefix: 'RC-STN-S1-D1-26-', last: 0 },
    { kind: 'abbreviated', year: 2026, prefix: 'TX-STN-S1-D1-26-', last: 7 },
  ],
}
const BOOT = {
  register: { id: 4, code: 'S1', name: 'Front desk' },
  session: { id: 3, state: 'open', opened_at: '', float: '0.00', business_on: '2026-11-20' },
  company: { name: 'Lalita', tax_id: '0105' },
  branch: { code: 'STN', name: 'Sathorn', tax_branch_code: '00000' },
} as unknown as Bootstrap

function hand(): SaleInHand {
  const cart = {
    orderDiscount: null,
    lines: [line(product('TXUF', 'treatment', '9900.00')), line(product('VC30', 'retail', '1070.00'), { discount: { kind: 'percent', percent: '10' } })],
  }
  const totals = totalsOf(cart, TAX_CODES)
  const tenders = [cashTender('a', satang('11000'), totals.total)]
  return { cart, totals, tenders, boot: BOOT, priceList: null, deviceKey: 'k', cashier: { id: 5, name: 'Nid' }, patient: null, soldAt: '2026-11-20T05:00:00Z' }
}

describe('a sale printed here', () => {
  it('takes the next number of its series and leaves the other alone', () => {
    const taken = takeNumber(DEVICE, 'abbreviated', 2026)
    expect([taken?.number, taken?.no]).toEqual(['TX-STN-S1-D1-26-000008', 8])
    expect(taken?.device.series.map((one) => one.last)).toEqual([0, 8])
    expect(takeNumber(DEVICE, 'plain', 2027)).toBeNull()
  })

  it('forgets no number, neither its own nor the server’s', () => {
    const server = { ...DEVICE, series: DEVICE.series.map((one) => ({ ...one, last: 5 })) }
    expect(joined(server, DEVICE).series.map((one) => one.last)).toEqual([5, 7])
    expect(joined(server, null).series.map((one) => one.last)).toEqual([5, 5])
  })

  it('names the price list and what it would cost without', () => {
    const sale = hand()
    const id = sale.cart.lines[1]!.productId
    const boot = { ...BOOT, products: [{ id, price: '1200.00' }] } as unknown as Bootstrap
    const listed = { ...sale, boot, priceList: { id: 8, code: 'VIP', nameEn: 'Members', nameTh: 'สมาชิก', prices: new Map([[id, satang('1070')]]) } }
    expect(printedBody(listed, 'abbreviated', 1, 'n').price_list).toBe(8)
    const paper = receiptOf(listed, 'abbreviated', 'n')
    expect(paper.price_list).toEqual({ code: 'VIP', name_en: 'Members', name_th: 'สมาชิก' })
    expect(paper.lines.map((one) => one.standard_price)).toEqual([null, '1200.00'])
  })

  it('says on paper and on the wire the same', () => {
    const sale = hand()
    expect(kindOf(sale.totals)).toBe('abbreviated')
    const body = printedBody(sale, 'abbreviated', 8, 'TX-STN-S1-D1-26-000008')
    expect(body).toMatchObject({ device: 'k', year: 2026, no: 8, register_session: 3, cashier: 5, total: '10863.00' })
    expect(body.lines[1]).toMatchObject({ unit_price: '1070.00', discount_percent: '10', tax_code: 'VAT7' })
    const receipt = receiptOf(sale, 'abbreviated', body.number)
    expect([receipt.number, receipt.total, receipt.change, receipt.discount]).toEqual([body.number, body.total, '137.00', '107.00'])
    expect(receipt.lines.map((one) => [one.gross, one.taxable])).toEqual([
      ['9900.00', false],
      ['963.00', true],
    ])
    expect(receipt.taxes.find((one) => one.code === 'VAT7')).toMatchObject({ gross: '963.00', net: '900.00', vat: '63.00' })
  })

  it('prints the rounding of cash as the server will book it', () => {
    const sale = hand()
    const total = sale.totals.total
    const paper = (received: string, due: number): ReceiptData => receiptOf({ ...sale, tenders: [cashTender('a', satang(received), total, due)] }, 'plain', 'n')
    const above = paper('11000.00', total + 12)
    expect(above.tenders.map((row) => [row.kind, row.amount, row.tendered])).toEqual([
      ['cash', '10863.12', '11000.00'],
      ['rounding', '-0.12', '-0.12'],
    ])
    expect(above.change).toBe('136.88')
    expect(paper('10862.90', total - 10).tenders.map((row) => [row.kind, row.amount])).toEqual([
      ['cash', '10862.90'],
      ['rounding', '0.10'],
    ])
  })
})
