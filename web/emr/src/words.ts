/** Small sentences that several screens say: age, name in the reader's language, the tone of a state. */
import type { SessionState } from './doors/clinic'
import type { CourseBalance, Product } from './doors/others'

/** Full years on a day, both "2026-11-20". */
export function ageOn(birth: string | null, today: string): number | null {
  if (!birth) return null
  const [by = 0, bm = 0, bd = 0] = birth.split('-').map(Number)
  const [ty = 0, tm = 0, td = 0] = today.split('-').map(Number)
  const years = ty - by - (tm < bm || (tm === bm && td < bd) ? 1 : 0)
  return years < 0 ? null : years
}

/** Names come in Thai first; where only Latin is known, nothing stands beside it. */
export function namesOf(patient: { name: string; name_th: string; name_latin: string }): { first: string; second: string } {
  const first = patient.name_th || patient.name_latin || patient.name
  const second = patient.name_latin && patient.name_latin !== first ? patient.name_latin : ''
  return { first, second }
}

export function productName(product: Pick<Product, 'name' | 'name_th' | 'code'>, locale: string): string {
  return (locale === 'th' ? product.name_th || product.name : product.name || product.name_th) || product.code
}

export function titleOf(row: { title?: string; title_en?: string; title_th?: string }, locale: string): string {
  return (locale === 'th' ? row.title_th || row.title : row.title || row.title_en || row.title_th) || ''
}

export type Tone = 'neutral' | 'ok' | 'warn' | 'danger' | 'info' | 'brand' | 'accent'

export const SESSION_LOOK: Readonly<Record<SessionState, { tone: Tone; icon: string }>> = {
  planned: { tone: 'neutral', icon: 'circle-dashed' },
  in_progress: { tone: 'warn', icon: 'circle-dot' },
  completed: { tone: 'info', icon: 'check' },
  signed: { tone: 'ok', icon: 'lock' },
  cancelled: { tone: 'neutral', icon: 'x' },
  entered_in_error: { tone: 'danger', icon: 'circle-alert' },
}

export function left(course: CourseBalance): number {
  return Math.max(0, course.sold - course.used - course.held)
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / 86_400_000)
}
