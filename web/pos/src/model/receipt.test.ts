import { describe, expect, it } from 'vitest'
import { itemsOn, pageRule, paperOf, paperTime, thanksOf, type PaperRow, type ReceiptData } from './receipt'

const RECEIPT: ReceiptData = {
  number: 'RC-S2-26-002847',
  state: 'paid',
  title_en: 'Receipt / abbreviated tax invoice',
  title_th: 'ใบเสร็จรับเงิน / ใบกำกับภาษีอย่างย่อ',
  printed_count: 0,
  paid_at: '2026-11-20T04:47:00Z',
  company_name: 'Lalita Clinic Co., Ltd.',
  company_name_th: 'บริษัท ลลิตา คลินิก จำกัด',
  branch_name: 'Lalita Sathorn',
  branch_name_th: 'ลลิตา สาทร',
  tax_id: '0105500000001',
  tax_branch_code: '00002',
  address: '88/12 South Sathorn Road',
  address_th: '88/12 ถนนสาทรใต้',
  phone: '',
  register: 'S2',
  cashier: 'ธัญชนก',
  hn: 'HN-0047336',
  lines: [
    {
      code: 'HAF1',
      name_en: 'HA filler',
      name_th: 'ฟิลเลอร์',
      quantity: '1.000',
      unit_price: '14900.00',
      amount: '14900.00',
      discount: '745.00',
      gross: '14155.00',
      taxable: false,
    },
    {
      code: 'LEDR',
      name_en: 'LED',
      name_th: 'แสง LED',
      quantity: '1',
      unit_price: '0.00',
      gross: '0.00',
      taxable: false,
      cover: { title: 'LED', session: 3, sessions: 3 },
    },
    { code: 'VC30', name_en: 'Serum', name_th: 'เซรั่ม', quantity: '2.000', unit_price: '1890.00', amount: '3780.00', gross: '3780.00', taxable: true },
  ],
  taxes: [
    { code: 'EXEMPT', rate: '0.00', exempt: true, gross: '14155.00', net: '14155.00', vat: '0.00' },
    { code: 'VAT7', rate: '7.00', exempt: false, gross: '3780.00', net: '3532.71', vat: '247.29' },
  ],
  subtotal: '18680.00',
  discount: '745.00',
  total: '17935.00',
  tenders: [
    { kind: 'card', amount: '10000.00', reference: '082614' },
    { kind: 'cash', amount: '7935.00', tendered: '8000.00' },
  ],
  change: '65.00',
  courses_left: [{ title: 'LED', left: 0 }],
}

const pairs = (rows: PaperRow[]): string[] => rows.flatMap((row) => (row.kind === 'pair' ? [`${row.left} | ${row.right}`] : []))

describe('receipt on 80 mm', () => {
  it('prints the rounding under the total, above zero where cash is more', () => {
    const tenders = [
      { kind: 'cash', amount: '10.75', tendered: '20.00' },
      { kind: 'rounding', amount: '-0.05', tendered: '-0.05' },
    ]
    const rows = pairs(paperOf({ ...RECEIPT, tenders, change: '9.25' }, 'en', 0).rows)
    expect(rows.slice(-3)).toEqual(['Rounding | 0.05', 'Cash | 20.00', 'Change | 9.25'])
  })

  it('says which price list it was sold by, and the normal price of what that makes cheaper', () => {
    const lines = [{ ...RECEIPT.lines[2]!, standard_price: '2100.00' }, { ...RECEIPT.lines[0]!, standard_price: null }]
    const sold = { ...RECEIPT, lines, price_list: { code: 'MEMBERS', name_en: 'Members', name_th: 'สมาชิก' } }
    expect(pairs(paperOf(sold, 'th', 0).rows)).toContain('บัญชีราคา | สมาชิก')
    const english = pairs(paperOf(sold, 'en', 0).rows)
    expect(english).toContain('Prices | Members')
    expect(english.filter((row) => row.startsWith('Normal price'))).toEqual(['Normal price 2,100.00 | '])
  })

  it('lays out every figure in Thai, with the Buddhist year', () => {
    const paper = paperOf(RECEIPT, 'th', 0)
    expect(paper.title).toBe('ใบเสร็จรับเงิน / ใบกำกับภาษีอย่างย่อ')
    expect(pairs(paper.rows)).toEqual([
      'เลขที่ | RC-S2-26-002847',
      'วันที่ | 20/11/2569 11:47',
      'HN | HN-0047336',
      'แคชเชียร์ | ธัญชนก',
      '1 x 14,900.00 | 14,900.00 N',
      'ส่วนลด | -745.00 N',
      'ตัดคอร์ส LED 3/3 ครั้ง | 0.00 N',
      '2 x 1,890.00 | 3,780.00 V',
      'รวม 4 ชิ้น | 18,680.00',
      'ส่วนลด | -745.00',
      'รวมทั้งสิ้น | 17,935.00',
      'N ยกเว้นภาษี | 14,155.00',
      'V มูลค่าก่อนภาษี | 3,532.71',
      'V ภาษีมูลค่าเพิ่ม 7% | 247.29',
      'บัตร 082614 | 10,000.00',
      'เงินสด | 8,000.00',
      'เงินทอน | 65.00',
    ])
    expect(paper.footer).toEqual(['ราคารวมภาษีมูลค่าเพิ่มแล้ว', 'คอร์สคงเหลือ: LED 0'])
    expect([paper.name, paper.address[0]]).toEqual(['บริษัท ลลิตา คลินิก จำกัด', 'ลลิตา สาทร (สาขาที่ 00002)'])
    expect(thanksOf('th')).toBe('ขอบคุณค่ะ')
  })

  it('does the same in English, with the common year', () => {
    const paper = paperOf({ ...RECEIPT, tax_branch_code: '00000' }, 'en', 0)
    expect(pairs(paper.rows)[1]).toBe('Date | 20/11/2026 11:47')
    expect([paper.name, paper.address[0]]).toEqual(['Lalita Clinic Co., Ltd.', 'Lalita Sathorn (Head office)'])
    expect(paperTime('2026-11-20T04:47:00Z', 'en')).toBe('20/11/2026 11:47')
  })

  it('marks a copy and a void, and leaves out what is not there', () => {
    expect(paperOf(RECEIPT, 'th', 2).copy).toBe('สำเนา 2')
    expect(paperOf({ ...RECEIPT, state: 'voided' }, 'en', 0).copy).toBe('VOID')
    const plain = { ...RECEIPT, taxes: RECEIPT.taxes.slice(0, 1), tenders: [], change: '0.00', hn: '', courses_left: [] }
    const rows = pairs(paperOf(plain, 'en', 0).rows)
    expect(rows.some((row) => row.startsWith('V ') || row.startsWith('Change') || row.startsWith('HN'))).toBe(false)
    expect(itemsOn(RECEIPT)).toBe('4')
  })

  it('writes a page of the measured height, because auto is no height', () => {
    expect(pageRule(756)).toBe('@page { size: 80mm 203mm; margin: 0; }')
  })

  it('says which instalment of a course a line pays', () => {
    const line = { ...RECEIPT.lines[0]!, part: { no: 2, of: 3 } }
    const texts = (language: 'en' | 'th'): string[] => paperOf({ ...RECEIPT, lines: [line] }, language, 0).rows.flatMap((row) => (row.kind === 'text' ? [row.text] : []))
    expect(texts('en')).toContain('Instalment 2 of 3')
    expect(texts('th')).toContain('งวดที่ 2 จาก 3')
  })
})
