/** The sale of the mock-ups: every figure of it adds up, so it is the case to compute. */
import { lineFor, type Cart, type CartLine } from './cart'
import { satang } from './money'
import type { Product, ProductKind } from './product'
import type { TaxCode } from './totals'

export const TAX_CODES: TaxCode[] = [
  { code: 'EXEMPT', rate: '0.00', exempt: true },
  { code: 'VAT7', rate: '7.00', exempt: false },
]

let nextId = 1

export function product(code: string, kind: ProductKind, price: string, more: Partial<Product> = {}): Product {
  return {
    id: nextId++,
    code,
    kind,
    nameEn: code,
    nameTh: code,
    category: '',
    price: satang(price),
    unit: 'piece',
    taxCode: kind === 'treatment' ? 'EXEMPT' : 'VAT7',
    taxParts: [],
    tracksLots: false,
    stock: null,
    durationMinutes: null,
    barcode: '',
    lots: [],
    ...more,
  }
}

export function line(one: Product, change: Partial<CartLine> = {}): CartLine {
  return { ...lineFor(one, one.code), ...change }
}

export function sampleCart(): Cart {
  return {
    orderDiscount: null,
    lines: [
      line(product('TXUF', 'treatment', '9900.00')),
      line(product('HAF1', 'treatment', '14900.00'), { discount: { kind: 'percent', percent: '5' } }),
      line(product('PN2', 'treatment', '8500.00')),
      line(product('LEDR', 'treatment', '890.00'), {
        cover: { kind: 'course', balanceId: 7, title: 'LED recovery', session: 3, sessions: 3 },
      }),
      line(product('VC30', 'retail', '1890.00'), { quantity: '2' }),
      line(product('SPF50', 'retail', '990.00')),
    ],
  }
}
