/** What the till knows of a product, as the bootstrap sends it, with money read once. */
import { satang, type Satang } from './money'

export type ProductKind = 'treatment' | 'drug' | 'retail' | 'course'
export const PRODUCT_KINDS: readonly ProductKind[] = ['treatment', 'drug', 'retail', 'course']

/** One part of a price with a tax code of its own; a course has one per component. */
export interface TaxWeight {
  taxCode: string
  weight: Satang
}

export interface Lot {
  id: number
  number: string
  expiresOn: string | null
  quantity: number
}

export interface Product {
  id: number
  code: string
  kind: ProductKind
  nameEn: string
  nameTh: string
  category: string
  /** By the price list that is sold by, else the standard one. */
  price: Satang
  /** What its quantities are counted in, and the price is of. */
  unit: string
  taxCode: string
  taxParts: TaxWeight[]
  tracksLots: boolean
  stock: number | null
  durationMinutes: number | null
  barcode: string
  lots: Lot[]
}

export interface ProductRow {
  id: number
  code: string
  kind: string
  name_en: string
  name_th: string
  category?: string | { code?: string; name_en?: string; name_th?: string } | null
  price: string | null
  unit?: string
  tax_code: string
  tax_parts?: { tax_code: string; price?: string; gross?: string; weight?: string }[] | null
  tracks_lots?: boolean
  stock?: string | number | null
  duration_minutes?: number | null
  barcode?: string | null
  lots?: { id: number; number: string; expires_on: string | null; quantity: string }[]
}

function kindOf(text: string): ProductKind {
  return PRODUCT_KINDS.find((kind) => kind === text) ?? 'retail'
}

function categoryOf(value: ProductRow['category']): string {
  if (!value) return ''
  return typeof value === 'string' ? value : (value.code ?? value.name_en ?? '')
}

export function productFrom(row: ProductRow): Product {
  return {
    id: row.id,
    code: row.code,
    kind: kindOf(row.kind),
    nameEn: row.name_en,
    nameTh: row.name_th || row.name_en,
    category: categoryOf(row.category),
    price: satang(row.price),
    unit: row.unit ?? '',
    taxCode: row.tax_code,
    taxParts: (row.tax_parts ?? []).map((part) => ({
      taxCode: part.tax_code,
      weight: satang(part.price ?? part.gross ?? part.weight),
    })),
    tracksLots: row.tracks_lots ?? false,
    stock: row.stock === null || row.stock === undefined ? null : Number(row.stock),
    durationMinutes: row.duration_minutes || null,
    barcode: row.barcode ?? '',
    lots: (row.lots ?? []).map((lot) => ({ id: lot.id, number: lot.number, expiresOn: lot.expires_on, quantity: Number(lot.quantity) })),
  }
}

/** Prices by a list of the house: members, staff, a promotion. */
export interface PriceList {
  id: number
  code: string
  nameEn: string
  nameTh: string
  prices: ReadonlyMap<number, Satang>
}

export interface PriceListRow {
  id: number
  code: string
  name_en: string
  name_th: string
  prices: Record<string, string>
}

export function priceListFrom(row: PriceListRow): PriceList {
  const prices = new Map(Object.entries(row.prices).map(([id, price]) => [Number(id), satang(price)]))
  return { id: row.id, code: row.code, nameEn: row.name_en, nameTh: row.name_th || row.name_en, prices }
}

/** The product at the list's price; what the list does not name costs as always. */
export function pricedBy(product: Product, list: PriceList | null): Product {
  const price = list?.prices.get(product.id)
  return price === undefined ? product : { ...product, price }
}

export type StockMark = 'none' | 'enough' | 'low' | 'out'
export const LOW_STOCK = 5

/** Goods show their stock; a treatment or a course has none to show. */
export function stockMark(product: Product): StockMark {
  if (product.stock === null || product.kind === 'treatment' || product.kind === 'course') return 'none'
  if (product.stock <= 0) return 'out'
  return product.stock <= LOW_STOCK ? 'low' : 'enough'
}
