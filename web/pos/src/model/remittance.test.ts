import { describe, expect, it } from 'vitest'
import { remittancePaper, type RemittanceNote } from './remittance'

const NOTE: RemittanceNote = {
  id: 1, number: 'DP-STN-01-26-000001', kind: 'deposit', title_en: 'Deposit receipt', title_th: 'ใบรับเงินมัดจำ', printed_count: 0,
  made_at: '2026-11-20T05:00:00Z', company_name: 'Lalita', company_name_th: 'ลลิตา', branch_name: 'Sathorn', branch_name_th: 'สาทร',
  tax_id: '0105561234567', tax_branch_code: '00000', address: '', address_th: '', phone: '', register: '01', cashier: 'Nok', note: '',
  total: '750.50', change: '500.00', hn: 'HN-1', patient_name: 'มาลี', credit_before: '0.00', credit_after: '750.50',
  tenders: [{ kind: 'cash', amount: '500.00', tendered: '1000.00', reference: '' }, { kind: 'card', amount: '250.50', tendered: '250.50', reference: 'A1' }],
}
const texts = (note: RemittanceNote, language: 'en' | 'th'): string[] =>
  remittancePaper(note, language, 0).rows.flatMap((row) => (row.kind === 'pair' ? [`${row.left}|${row.right}`] : []))

describe('the paper of a deposit', () => {
  it('says what was handed over, the change, and what the patient has now', () => {
    expect(texts(NOTE, 'en')).toEqual(
      expect.arrayContaining(['Deposit taken|750.50', 'Cash|1,000.00', 'Card A1|250.50', 'Change|500.00', 'Credit now|750.50']),
    )
    expect(remittancePaper(NOTE, 'en', 0).footer).toEqual(['No VAT yet: the tax invoice follows when it is used.'])
  })

  it('names the company that pays, and what of each bill is still open', () => {
    const { credit_before: _before, credit_after: _after, hn: _hn, patient_name: _name, ...rest } = NOTE
    const collection: RemittanceNote = {
      ...rest, kind: 'collection', number: 'CL-STN-26-000001',
      customer: { name: 'Siam Wellness', name_th: 'สยามเวลเนส', tax_id: '0105561234560', tax_branch_code: '00000', address: '1 Sathorn' },
      items: [{ number: 'TX-1', business_on: '2026-11-20', amount: '700.50', left: '369.50' }, { number: 'TX-2', business_on: '2026-11-20', amount: '50.00', left: '0.00' }],
    }
    expect(texts(collection, 'en')).toEqual(expect.arrayContaining(['TX-1|700.50', 'still open|369.50', 'TX-2|50.00', 'Received|750.50']))
    const words = remittancePaper(collection, 'th', 0).rows.flatMap((row) => (row.kind === 'text' ? [row.text] : []))
    expect(words).toContain('เลขประจำตัวผู้เสียภาษี 0105561234560 (สำนักงานใหญ่)')
  })

  it('is signed when money goes out, marks copies, and speaks Thai with Buddhist years', () => {
    const back = { ...NOTE, kind: 'pay_back' as const, change: '0.00' }
    expect(remittancePaper(back, 'en', 2).copy).toBe('COPY 2')
    expect(remittancePaper(back, 'en', 0).footer[0]).toMatch(/^Received by/)
    expect(texts(NOTE, 'th')).toEqual(expect.arrayContaining(['วันที่|20/11/2569 12:00', 'เครดิตคงเหลือ|750.50']))
  })
})
