/** Search over the whole catalogue while typing: one flat pass over prepared text, best first. */
import type { Product, ProductKind } from './product'

interface Entry {
  product: Product
  code: string
  barcode: string
  text: string
}

export interface CatalogueIndex {
  entries: Entry[]
  byBarcode: Map<string, Product>
  byCode: Map<string, Product>
  byId: Map<number, Product>
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

export function indexOf(products: readonly Product[]): CatalogueIndex {
  const entries = products.map((product) => ({
    product,
    code: plain(product.code),
    barcode: product.barcode,
    text: ` ${plain(`${product.code} ${product.nameEn} ${product.nameTh} ${product.category}`)}`,
  }))
  return {
    entries,
    byBarcode: new Map(products.filter((one) => one.barcode).map((one) => [one.barcode, one])),
    byCode: new Map(products.map((one) => [plain(one.code), one])),
    byId: new Map(products.map((one) => [one.id, one])),
  }
}

interface Word {
  text: string
  atStart: string
}

/** How well an entry answers all words; lower is better, -1 where a word is nowhere. */
function rankOf(entry: Entry, words: readonly Word[]): number {
  let rank = 0
  for (const word of words) {
    if (!entry.text.includes(word.text)) {
      if (entry.barcode !== word.text) return -1
    } else if (entry.code.startsWith(word.text)) rank += entry.code === word.text ? 0 : 1
    else rank += entry.text.includes(word.atStart) ? 2 : 3
  }
  return rank
}

/** One pass, one bucket a rank: nothing is sorted and nothing made for what does not match. */
export function searchCatalogue(index: CatalogueIndex, query: string): Product[] {
  const words = plain(query)
    .split(/\s+/)
    .filter(Boolean)
    .map((text): Word => ({ text, atStart: ` ${text}` }))
  if (words.length === 0) return []
  const buckets: Product[][] = Array.from({ length: words.length * 3 + 1 }, () => [])
  for (const entry of index.entries) {
    const rank = rankOf(entry, words)
    if (rank >= 0) buckets[rank]?.push(entry.product)
  }
  return buckets.flat()
}

/** A scan is a barcode first, a product code second. */
export function findScanned(index: CatalogueIndex, scan: string): Product | null {
  return index.byBarcode.get(scan) ?? index.byCode.get(plain(scan)) ?? null
}

export function ofKind(index: CatalogueIndex, kind: ProductKind, category: string | null): Product[] {
  return index.entries
    .map((entry) => entry.product)
    .filter((product) => product.kind === kind && (category === null || product.category === category))
}

export function categoriesOf(index: CatalogueIndex, kind: ProductKind): string[] {
  const seen = new Set<string>()
  for (const { product } of index.entries) if (product.kind === kind && product.category) seen.add(product.category)
  return [...seen]
}
