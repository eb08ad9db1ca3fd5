/** A shelf in memory, for tests: what a page kept is there for the next one. */
import type { Shelf } from './shelf'
import type { OfflineSale } from './types'

export function memoryShelf(): Shelf {
  const kept = new Map<string, unknown>()
  const sales = new Map<number, OfflineSale>()
  let last = 0
  const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
  return {
    read: async <T>(name: string) => (kept.has(name) ? plain(kept.get(name) as T) : null),
    write: async (name, value) => void kept.set(name, plain(value)),
    sales: async () => [...sales.values()].map(plain),
    add: async (name, make) => {
      const made = make((kept.get(name) as never) ?? null)
      kept.set(name, plain(made.kept))
      last += 1
      const sale = { ...plain(made.sale), id: last } as OfflineSale
      sales.set(last, sale)
      return plain(sale)
    },
    put: async (sale) => void sales.set(sale.id, plain(sale)),
    drop: async (id) => void sales.delete(id),
  }
}
