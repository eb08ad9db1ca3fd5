import { describe, expect, it } from 'vitest'
import { productFrom, stockMark } from './product'
import { categoriesOf, findScanned, indexOf, ofKind, searchCatalogue } from './search'
import { product } from './sample.testing'

const CATALOGUE = [
  product('TXUF', 'treatment', '9900', { nameEn: 'Toxin upper face', nameTh: 'โบทูลินัม ใบหน้าส่วนบน', category: 'Toxin' }),
  product('HAF1', 'treatment', '14900', { nameEn: 'HA filler 1 mL', nameTh: 'ฟิลเลอร์ HA 1 mL', category: 'Filler' }),
  product('VC30', 'retail', '1890', { nameEn: 'Vitamin C serum', nameTh: 'เซรั่มวิตามินซี', barcode: '8850123456789', category: 'Serum' }),
]

describe('catalogue search', () => {
  const index = indexOf(CATALOGUE)

  it('finds by code, by either name, by several words, best first', () => {
    expect(searchCatalogue(index, 'ha').map((one) => one.code)).toEqual(['HAF1'])
    expect(searchCatalogue(index, 'วิตามิน').map((one) => one.code)).toEqual(['VC30'])
    expect(searchCatalogue(index, 'face toxin').map((one) => one.code)).toEqual(['TXUF'])
    expect(searchCatalogue(index, '8850123456789')[0]?.code).toBe('VC30')
    expect(searchCatalogue(index, 'nothing')).toEqual([])
    expect(searchCatalogue(index, '  ')).toEqual([])
  })

  it('finds what was scanned by bar code or by code', () => {
    expect(findScanned(index, '8850123456789')?.code).toBe('VC30')
    expect(findScanned(index, 'TXUF')?.code).toBe('TXUF')
    expect(findScanned(index, '000000')).toBeNull()
  })

  it('lists by kind and category', () => {
    expect(categoriesOf(index, 'treatment')).toEqual(['Toxin', 'Filler'])
    expect(ofKind(index, 'treatment', 'Filler').map((one) => one.code)).toEqual(['HAF1'])
    expect(ofKind(index, 'drug', null)).toEqual([])
  })

  it('answers within a frame over 5,000 products', () => {
    const many = indexOf(
      Array.from({ length: 5000 }, (_, number) =>
        product(`P${number}`, 'retail', '100', { nameEn: `Product ${number} cream`, nameTh: `ครีม ${number}` }),
      ),
    )
    const took = Array.from({ length: 9 }, () => {
      const start = performance.now()
      expect(searchCatalogue(many, 'cream 49').length).toBeGreaterThan(0)
      return performance.now() - start
    })
    expect(Math.min(...took)).toBeLessThan(16)
  })
})

describe('product', () => {
  it("reads the server's row and marks its stock", () => {
    const row = {
      id: 5,
      code: 'MUP5',
      kind: 'drug',
      name_en: 'Mupirocin',
      name_th: '',
      price: '120.00',
      tax_code: 'VAT7',
      stock: '3.000',
      tracks_lots: true,
      category: { code: 'antibiotic' },
    }
    const read = productFrom(row)
    expect([read.nameTh, read.price, read.category, stockMark(read)]).toEqual(['Mupirocin', 12000, 'antibiotic', 'low'])
    expect(stockMark({ ...read, stock: 0 })).toBe('out')
    expect(stockMark({ ...read, stock: 40 })).toBe('enough')
    expect(stockMark({ ...read, kind: 'treatment' })).toBe('none')
  })
})
