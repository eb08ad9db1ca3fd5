import { describe, expect, it } from 'vitest'
import { notePaper, type NoteData } from './note'
import type { PaperRow } from './receipt'

const note: NoteData = {
  number: 'CN-STN-01-26-000001', kind: 'credit_note', title_en: 'Credit note', title_th: 'ใบลดหนี้', order_id: 3, printed_count: 0,
  paid_at: '2026-11-20T05:00:00Z', original_number: 'TX-STN-01-26-000007', original_on: '2026-10-31', original_title_en: '', original_title_th: '',
  reason: 'Rash', company_name: 'Lalita', company_name_th: 'ลลิตา', branch_name: 'Sathorn', branch_name_th: 'สาทร', tax_id: '0105561234567',
  tax_branch_code: '00000', address: '1 Road', address_th: '1 ถนน', phone: '', register: '01', cashier: 'Nok', approved_by: 'Ann', hn: 'HN-1',
  patient_name: 'Malee', lines: [
    { code: 'SERUM', name_en: 'Serum', name_th: 'เซรั่ม', quantity: '1', gross: '1070.00', kept: '0.00', goods: 'stock', taxable: true, covered: false },
    { code: 'FACIAL', name_en: 'Facial', name_th: 'หน้าใส', quantity: '2', gross: '0.00', kept: '0.00', goods: '', taxable: false, covered: true },
  ],
  taxes: [{ code: 'VAT7', rate: '7.00', exempt: false, gross: '1070.00', net: '1000.00', vat: '70.00' }],
  original_value: '2000.00', right_value: '1000.00', difference: '1000.00', total: '1070.00',
  tenders: [{ kind: 'cash', amount: '1070.00', reference: '' }],
}
const said = (rows: readonly PaperRow[]): string[] =>
  rows.flatMap((row) => (row.kind === 'pair' ? [`${row.left}|${row.right}`] : row.kind === 'text' ? [row.text] : []))

describe('a credit note on paper', () => {
  it('names the original with its day, the values, the difference and why', () => {
    const rows = said(notePaper(note, 'en', 0).rows)
    for (const wanted of [
      'No.|CN-STN-01-26-000001', 'Refers to|TX-STN-01-26-000007', 'dated|31/10/2026', 'Reason: Rash', 'Approved by|Ann',
      'Value on the original|2,000.00', 'Right value|1,000.00', 'Difference, before VAT|1,000.00', 'VAT 7%|70.00', 'Paid back|1,070.00', 'Cash|1,070.00',
    ]) expect(rows).toContain(wanted)
  })

  it('is Thai with Buddhist years, and says that sessions went back to the course', () => {
    const paper = notePaper(note, 'th', 2)
    expect([paper.name, paper.title, paper.copy]).toEqual(['ลลิตา', 'ใบลดหนี้', 'สำเนา 2'])
    expect(said(paper.rows)).toEqual(expect.arrayContaining(['ลงวันที่|31/10/2569', 'SERUM เซรั่ม', '2 ครั้ง คืนเข้าคอร์ส|0.00 N']))
  })

  it('has no tax values when nothing was taxed, and shows what was used of a course', () => {
    const [line] = note.lines
    const plain: NoteData = {
      ...note, kind: 'refund_receipt', total: '2000.00', lines: [{ ...line!, kept: '2000.00', taxable: false }],
      taxes: [{ code: 'EX', rate: '0', exempt: true, gross: '2000.00', net: '2000.00', vat: '0.00' }],
    }
    const rows = said(notePaper(plain, 'en', 0).rows)
    expect(rows).toEqual(expect.arrayContaining(['VAT exempt|2,000.00', 'Used before|(2,000.00)']))
    expect(rows.some((row) => row.startsWith('Value on the original'))).toBe(false)
  })
})
