/** What the till keeps on the device for days without the server: in IndexedDB, written durably, a few steps and no more. */
import type { NewSale, OfflineSale } from './types'

export interface Shelf {
  read<T>(name: string): Promise<T | null>
  write(name: string, value: unknown): Promise<void>
  sales(): Promise<OfflineSale[]>
  /** In one step: what is kept under `name` and the sale that comes of it are written, both or neither. */
  add<T>(name: string, make: (kept: T | null) => { kept: T; sale: NewSale }): Promise<OfflineSale>
  put(sale: OfflineSale): Promise<void>
  drop(id: number): Promise<void>
}

const KEPT = 'kept'
const SALES = 'sales'
/** What a page holds may be reactive; what is stored is plain. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

function answerOf<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('The device cannot store'))
  })
}

function openStore(): Promise<IDBDatabase> {
  const asked = indexedDB.open('aesthetix-pos', 1)
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore(KEPT)
    asked.result.createObjectStore(SALES, { keyPath: 'id', autoIncrement: true })
  }
  return answerOf(asked)
}

export function indexedShelf(): Shelf {
  let opened: Promise<IDBDatabase> | null = null

  /** Runs a transaction and answers when it is on the disk, not before. */
  async function run<T>(names: string[], mode: IDBTransactionMode, work: (of: (name: string) => IDBObjectStore) => Promise<T>): Promise<T> {
    opened ??= openStore()
    const database = await opened.catch((error: unknown) => {
      opened = null
      throw error
    })
    const transaction = database.transaction(names, mode, { durability: 'strict' })
    const written = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('The device did not store'))
    })
    const [answer] = await Promise.all([work((name) => transaction.objectStore(name)), written])
    return answer
  }

  return {
    read: <T>(name: string) => run([KEPT], 'readonly', async (of) => ((await answerOf(of(KEPT).get(name))) as T | undefined) ?? null),
    write: (name, value) => run([KEPT], 'readwrite', async (of) => void (await answerOf(of(KEPT).put(plain(value), name)))),
    sales: () => run([SALES], 'readonly', async (of) => (await answerOf(of(SALES).getAll())) as OfflineSale[]),
    add: <T>(name: string, make: (kept: T | null) => { kept: T; sale: NewSale }) =>
      run([KEPT, SALES], 'readwrite', async (of) => {
        const made = make(((await answerOf(of(KEPT).get(name))) as T | undefined) ?? null)
        const sale = plain(made.sale)
        void of(KEPT).put(plain(made.kept), name)
        const id = Number(await answerOf(of(SALES).add(sale)))
        return { ...sale, id } as OfflineSale
      }),
    put: (sale) => run([SALES], 'readwrite', async (of) => void (await answerOf(of(SALES).put(plain(sale))))),
    drop: (id) => run([SALES], 'readwrite', async (of) => void (await answerOf(of(SALES).delete(id)))),
  }
}

/** The shelf of this device; a test puts its own here. */
export const shelf: { now: Shelf } = { now: indexedShelf() }
