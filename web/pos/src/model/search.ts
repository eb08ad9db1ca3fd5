/** Search over the whole catalogue while typing: one flat pass over prepared text, best first. */
import type { Product, ProductKind } from "./product";

interface Entry {
  product: Product;
  code: string;
  barcode: string;
  text: string;
}

export interface CatalogueIndex {
  entries: Entry[];
  byBarcode: Map<string, Product>;
  byCode: Map<string, Product>;
  byId: Map<number, Product>;
}

function plain(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

export function indexOf(products: readonly Product[]): CatalogueIndex {
  const entries = products.map((product) => ({
    product,
    code: plain(product.code),
    barcode: product.barcode,
    text: ` ${plain(`${product.code} ${product.nameEn} ${product.nameTh} ${product.category}`)}`,
  }));
  return {
    entries,
    byBarcode: new Map(products.filter((one) => one.barcode).map((one) => [one.barcode, one])),
    byCode: new Map(products.map((one) => [plain(one.code), one])),
    byId: new Map(products.map((one) => [one.id, one])),
  };
}

/** Lower is better; null where a word is nowhere. */
function rankOf(entry: Entry, words: readonly string[]): number | null {
  let rank = 0;
  for (const word of words) {
    if (entry.code === word || entry.barcode === word) continue;
    if (entry.code.startsWith(word)) rank += 1;
    else if (entry.text.includes(` ${word}`)) rank += 2;
    else if (entry.text.includes(word)) rank += 3;
    else return null;
  }
  return rank;
}

export function searchCatalogue(index: CatalogueIndex, query: string): Product[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const hits: { product: Product; rank: number; order: number }[] = [];
  index.entries.forEach((entry, order) => {
    const rank = rankOf(entry, words);
    if (rank !== null) hits.push({ product: entry.product, rank, order });
  });
  return hits.sort((a, b) => a.rank - b.rank || a.order - b.order).map((hit) => hit.product);
}

/** A scan is a barcode first, a product code second. */
export function findScanned(index: CatalogueIndex, scan: string): Product | null {
  return index.byBarcode.get(scan) ?? index.byCode.get(plain(scan)) ?? null;
}

export function ofKind(index: CatalogueIndex, kind: ProductKind, category: string | null): Product[] {
  return index.entries
    .map((entry) => entry.product)
    .filter((product) => product.kind === kind && (category === null || product.category === category));
}

export function categoriesOf(index: CatalogueIndex, kind: ProductKind): string[] {
  const seen = new Set<string>();
  for (const { product } of index.entries) if (product.kind === kind && product.category) seen.add(product.category);
  return [...seen];
}
