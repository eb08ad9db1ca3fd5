/** A course being drawn up: its treatments, what each is worth in the price, and what is sent. */
import { compare, fromSatang, multiply, satang, spread } from '@aesthetix/sdk'

import type { RecordRow } from '../screen/definition'

export type Measure = 'session' | 'unit'
export interface Component { id: number; product: number; product_name: string; product_name_th: string; tax_code: string; measure: Measure; sessions: number; weight: string }
export interface Template extends RecordRow { product: number; version_no: number; name: string; name_th: string; validity_days: number; state: string; components: Component[]; sold: number; created_at: string }
export interface DraftComponent { key: number; product: number | null; shown: string; measure: Measure; sessions: string; weight: string }
export interface TemplateHead { product: number | null; name: string; name_th: string; validity_days: string }

let keys = 0
export const emptyComponent = (): DraftComponent => ({ key: ++keys, product: null, shown: '', measure: 'session', sessions: '', weight: '' })
export const componentsOf = (template: Template): DraftComponent[] => template.components.map((row) => ({ key: ++keys, product: row.product, shown: row.product_name, measure: row.measure, sessions: String(row.sessions), weight: row.weight }))
export const isBlank = (row: DraftComponent): boolean => row.product === null && !row.sessions && !row.weight

const whole = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text.trim()) : 0)
function amount(text: string): string | null {
  try {
    return text.trim() ? fromSatang(satang(text.trim())) : null
  } catch {
    return null
  }
}
/** What a treatment weighs: as written, else its own price times its number. The server does the same. */
export function weightOf(row: DraftComponent, priceOf: (product: number) => string | undefined): string | null {
  const written = amount(row.weight)
  if (written !== null) return written
  const count = whole(row.sessions)
  return row.product === null || !count ? null : multiply(priceOf(row.product) ?? '1', String(count))
}
/** The price over the treatments by weight; empty while a weight is missing. */
export function sharesOf(price: string | undefined, weights: readonly (string | null)[]): string[] {
  if (!price || !weights.length || weights.some((weight) => weight === null || compare(weight, '0') <= 0)) return []
  return spread(price, weights as string[])
}

export interface TemplateBody { product: number | null; name: string; name_th: string; validity_days: number; components: { product: number | null; measure: Measure; sessions: number; weight?: string }[] }
/** What is sent, and which row of the screen each treatment of it is. */
export function bodyOf(head: TemplateHead, rows: readonly DraftComponent[]): { body: TemplateBody; places: number[] } {
  const kept = rows.map((row, place) => ({ row, place })).filter(({ row }) => !isBlank(row))
  const components = kept.map(({ row }) => ({ product: row.product, measure: row.measure, sessions: whole(row.sessions), ...(amount(row.weight) === null ? {} : { weight: amount(row.weight)! }) }))
  return { body: { product: head.product, name: head.name.trim(), name_th: head.name_th.trim(), validity_days: whole(head.validity_days), components }, places: kept.map(({ place }) => place) }
}
