import { describe, expect, it } from 'vitest'
import type { NoteData } from './note'
import type { ReceiptData } from './receipt'
import { noteSheet, receiptSheet } from './sheet'

const ISSUER = {
  company_name: 'Lalita', company_name_th: 'ลลิตา', branch_name: 'Sathorn', branch_name_th: 'สาทร', tax_id: '0105561234560',
  tax_branch_code: '00001', address: '1 Sathorn Road', address_th: '1 ถนนสาทร', phone: '02-000-0000', register: '01', cashier: 'Nok', hn: 'HN-1',
}
const TAXES = [
  { code: 'EXEMPT', rate: '0.00', exempt: true, gross: '1500.00', net: '1500.00', vat: '0.00' },
  { code: 'VAT7', rate: '7.00', exempt: false, gross: '963.00', net: '900.00', vat: '63.00' },
]
const INVOICE: ReceiptData = {
  ...ISSUER, number: 'TI-STN-26-000001', title_en: 'Tax invoice / Receipt', title_th: 'ใบกำกับภาษี/ใบเสร็จรับเงิน', printed_count: 0, state: 'paid',
  paid_at: '2026-11-20T05:00:00Z', taxes: TAXES, subtotal: '2570.00', discount: '107.00', total: '2463.00', change: '0.00', courses_left: [],
  lines: [
    { code: 'FACIAL', name_en: 'Facial', name_th: 'ทรีตเมนต์หน้า', quantity: '1', unit_price: '1500.00', gross: '1500.00', taxable: false },
    { code: 'SERUM', name_en: 'Serum', quantity: '1', unit_price: '1070.00', amount: '1070.00', discount: '107.00', gross: '963.00', taxable: true },
  ],
  tenders: [{ kind: 'card', amount: '2463.00', reference: 'A1' }],
  buyer: { name: 'Siam Wellness', tax_id: '0105561234560', branch_code: '00000', address: '9 Silom Road' },
  replaces_number: 'TX-STN-01-26-000001', replaces_on: '2026-11-20', issued_by: 'Nok',
}
const NOTE: NoteData = {
  ...ISSUER, number: 'CN-1', kind: 'credit_note', title_en: 'Credit note', title_th: 'ใบลดหนี้', order_id: 1, printed_count: 0, paid_at: '2026-12-01T05:00:00Z',
  original_number: 'TI-STN-26-000001', original_on: '2026-11-20', original_title_en: '', original_title_th: '', reason: 'did not suit', approved_by: '',
  patient_name: 'มาลี', lines: [{ code: 'SERUM', name_en: 'Serum', name_th: '', quantity: '1.000', gross: '963.00', kept: '0.00', goods: 'stock', taxable: true, covered: false }],
  taxes: [TAXES[1]!], original_value: '900.00', right_value: '0.00', difference: '900.00', total: '963.00', tenders: [{ kind: 'cash', amount: '963.00', reference: '' }], buyer: INVOICE.buyer,
}

describe('a document on A4', () => {
  it('names issuer and buyer, cites what it replaces, and shows VAT apart', () => {
    const sheet = receiptSheet(INVOICE, 'en', 0)
    expect([sheet.name, sheet.title, sheet.copy]).toEqual(['Lalita', 'Tax invoice / Receipt', ''])
    expect(sheet.address).toContain('Tax ID 0105561234560')
    expect(sheet.buyer).toEqual(['Customer: Siam Wellness', 'Tax ID 0105561234560 (Head office)', '9 Silom Road'])
    expect(sheet.about).toEqual([['No.', 'TI-STN-26-000001'], ['Date', '20/11/2026'], ['Replaces abbreviated tax invoice', 'TX-STN-01-26-000001 dated 20/11/2026']])
    expect(sheet.rows[1]).toEqual(['2', 'SERUM', 'Serum', '1', '1,070.00', '107.00', '963.00'])
    expect(sheet.sums.map((one) => one.value)).toEqual(['2,570.00', '-107.00', '1,500.00', '900.00', '63.00', '2,463.00'])
    expect(sheet.notes).toEqual(['Paid by: Card A1 2,463.00'])
  })

  it('speaks Thai with Buddhist years, and says copy or void', () => {
    const sheet = receiptSheet(INVOICE, 'th', 2)
    expect([sheet.name, sheet.copy, sheet.about[1]]).toEqual(['ลลิตา', 'สำเนา 2', ['วันที่', '20/11/2569']])
    expect(sheet.rows[0]?.[2]).toBe('ทรีตเมนต์หน้า')
    const { buyer: _buyer, replaces_number: _number, replaces_on: _on, ...receipt } = INVOICE
    expect(receiptSheet({ ...receipt, invoice: 'TI-1' }, 'en', 1).copy).toBe('VOID') // replaced by the full invoice
    expect(receiptSheet(receipt, 'en', 0).buyer).toEqual(['Customer: HN-1'])
  })

  it('shows on a credit note what the Revenue Code wants', () => {
    const sheet = noteSheet(NOTE, 'en', 0)
    expect(sheet.about[2]).toEqual(['Refers to', 'TI-STN-26-000001 dated 20/11/2026'])
    expect(sheet.sums).toEqual([
      { label: 'Value on the original', value: '900.00' },
      { label: 'Right value', value: '0.00' },
      { label: 'Difference, before VAT', value: '900.00' },
      { label: 'VAT 7%', value: '63.00' },
      { label: 'Paid back', value: '963.00', strong: true },
    ])
    expect(sheet.notes[0]).toBe('Reason: did not suit')
  })
})
