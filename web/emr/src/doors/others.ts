/** What the chart needs of catalogue, store, calendar and courses. */
import { listed, of, type Row } from './list'

export interface Product extends Row {
  readonly code: string
  readonly kind: string
  readonly name: string
  readonly name_th: string
  readonly unit: string
  readonly pack_size?: string
  readonly pack_unit?: string
  readonly barcode?: string
}

export interface Lot extends Row {
  readonly product: number
  readonly number: string
  readonly expires_on: string | null
  readonly available?: number
  readonly state?: string
}

export interface Appointment extends Row {
  readonly patient: number
  readonly starts_at: string
  readonly ends_at: string
  readonly title: string
  readonly title_th?: string
  readonly state: string
  readonly practitioner_name?: string
  readonly practitioner_name_th?: string
  readonly room_name?: string
  readonly room_name_th?: string
  readonly arrived_at?: string | null
}

export interface CourseBalance extends Row {
  readonly number: string
  readonly title: string
  readonly title_th?: string
  readonly sold: number
  readonly used: number
  readonly held: number
  readonly valid_until: string | null
  readonly state: string
}

export const others = {
  products: async (): Promise<Product[]> =>
    (await listed<Product>('catalog/products/', { and: [{ state: { eq: 'active' } }, { tracks_lots: { eq: true } }] })).results,
  /** Treatments that can be chosen for a session, by name or code. */
  treatments: async (q: string): Promise<Product[]> =>
    (await listed<Product>('catalog/products/', { and: [{ state: { eq: 'active' } }, { kind: { eq: 'treatment' } }] }, { q, limit: 20 })).results,
  /** Lots of a product that may be used, with what this branch has of each. */
  lots: async (product: number, branch: number): Promise<Lot[]> => {
    const here = { and: [of('product', product), of('location__branch', branch), { quantity: { gt: 0 } }] }
    const [lots, quants] = await Promise.all([
      listed<Lot>('inventory/lots/', { and: [of('product', product), of('state', 'available')] }),
      listed<{ lot: number | null; quantity: string }>('inventory/quants/', here),
    ])
    const stock = new Map<number, number>()
    for (const quant of quants.results) if (quant.lot !== null) stock.set(quant.lot, (stock.get(quant.lot) ?? 0) + Number(quant.quantity))
    return lots.results.filter((lot) => stock.has(lot.id)).map((lot) => ({ ...lot, available: stock.get(lot.id) ?? 0 }))
  },
  appointments: async (patient: number): Promise<Appointment[]> =>
    (await listed<Appointment>('appointments/appointments/', of('patient', patient), { order: 'starts_at' })).results,
  courses: async (patient: number): Promise<CourseBalance[]> =>
    (await listed<CourseBalance>('courses/balances/', of('patient', patient))).results,
  /** What the patient has been billed and not paid yet: summed by the server, text all the way. */
  owed: async (patient: number): Promise<string> => {
    const open = { and: [of('patient', patient), of('state', 'awaiting_payment')] }
    return (await listed<Row>('sales/orders/', open, { limit: 1, sum: 'total' })).sums?.['total'] ?? '0.00'
  },
}
