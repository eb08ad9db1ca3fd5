/** A patient as the till shows her: name, allergies in words, what she owns. */
import type { AllergyRow, OwnedCourse, PatientCard } from '../api/types'

export interface Allergy {
  substance: string
  high: boolean
}

export function allergiesOf(rows: readonly (string | AllergyRow)[]): Allergy[] {
  return rows.map((row) =>
    typeof row === 'string' ? { substance: row, high: false } : { substance: row.substance, high: row.criticality === 'high' },
  )
}

export function nameOf(card: PatientCard, locale: 'en' | 'th'): string {
  const thai = card.name_th || card.name
  const latin = card.name_latin || card.name
  return (locale === 'th' ? thai : latin) || card.name || card.hn
}

export function ageOf(birthOn: string | null | undefined, today: Date): number | null {
  if (!birthOn) return null
  const [year = 0, month = 1, day = 1] = birthOn.split('-').map(Number)
  const before = today.getMonth() + 1 < month || (today.getMonth() + 1 === month && today.getDate() < day)
  return today.getFullYear() - year - (before ? 1 : 0)
}

const LETTERS = /[^\p{L}\p{M}\p{N}]+/gu

/** Does a product's name contain what the patient is allergic to? "No lidocaine" does not. */
export function allergyIn(product: { nameEn: string; nameTh: string }, allergies: readonly Allergy[]): Allergy | null {
  const text = ` ${product.nameEn} ${product.nameTh} `.toLowerCase().replace(LETTERS, ' ')
  return (
    allergies.find((allergy) => {
      const word = allergy.substance.toLowerCase().replace(LETTERS, ' ').trim()
      if (word.length < 3) return false
      const free = [`no ${word}`, `without ${word}`, `${word} free`, `ไม่มี${word}`, `ปราศจาก${word}`]
      return text.includes(word) && !free.some((phrase) => text.includes(phrase))
    }) ?? null
  )
}

export const SOON_DAYS = 14

export function expiresSoon(course: OwnedCourse, today: Date): boolean {
  if (!course.expires_on) return false
  const days = (new Date(`${course.expires_on}T00:00:00`).getTime() - today.getTime()) / 86_400_000
  return days <= SOON_DAYS
}

export type Pip = 'spent' | 'held' | 'left'

/** Balances drain from the left: grey is used, teal is left. Past 12 sessions one pip stands for several. */
export function pipsOf(course: OwnedCourse): Pip[] {
  const most = 12
  const scale = course.sessions > most ? most / course.sessions : 1
  const total = Math.min(course.sessions, most)
  const spent = Math.round(course.used * scale)
  const held = Math.round(course.held * scale)
  return Array.from({ length: total }, (_, at) => (at < spent ? 'spent' : at < spent + held ? 'held' : 'left'))
}
