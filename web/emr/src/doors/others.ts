/** What the chart needs of catalogue, store, calendar and courses. */
import { request } from '@aesthetix/sdk'
import { listed, of, type Row } from './list'

export interface Product extends Row {
  readonly code: string
  readonly kind: string
  readonly name: string
  readonly name_th: string
  readonly unit: string
  readonly pack_size?: string
  readonly barcode?: string
}

export interface Lot extends Row {
  readonly product: number
  readonly number: string
  readonly expires_on: string | null
  readonly available?: string
  readonly state?: string
}

export interface Appointment extends Row {
  readonly patient: number
  readonly starts_at: string
  readonly ends_at: string
  readonly title: string
  readonly state: string
  readonly practitioner_name?: string
  readonly practitioner_name_th?: string
  readonly room_name?: string
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

/** A course holds sessions of one or more treatments: the list adds them up where the server has not. */
interface RawBalance extends Omit<CourseBalance, 'sold' | 'used' | 'held'> {
  readonly sold?: number
  readonly used?: number
  readonly held?: number
  readonly allowances?: readonly { readonly sold: number; readonly used: number; readonly held: number }[]
}

function balanceFrom(row: RawBalance): CourseBalance {
  const sum = (key: 'sold' | 'used' | 'held'): number => row[key] ?? (row.allowances ?? []).reduce((total, one) => total + one[key], 0)
  return { ...row, sold: sum('sold'), used: sum('used'), held: sum('held') }
}

export const others = {
  products: async (): Promise<Product[]> =>
    (await listed<Product>('catalog/products/', { and: [{ state: { eq: 'active' } }, { tracks_lots: { eq: true } }] })).results,
  lots: async (product: number, branch: number): Promise<Lot[]> => {
    const answer = await request<Lot[] | { results: Lot[] }>('GET', 'inventory/lots/', { query: { product, branch } })
    return Array.isArray(answer) ? answer : answer.results
  },
  appointments: async (patient: number): Promise<Appointment[]> =>
    (await listed<Appointment>('appointments/appointments/', of('patient', patient), { order: 'starts_at' })).results,
  courses: async (patient: number): Promise<CourseBalance[]> =>
    (await listed<RawBalance>('courses/balances/', of('patient', patient))).results.map(balanceFrom),
}
