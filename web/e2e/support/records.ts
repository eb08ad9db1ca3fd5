/** What a story needs to find there already, made through the same doors that people use. */
import { expect, type Page } from '@playwright/test'
import { api } from './clinic'

export interface Named {
  id: number
}

export interface Rows<T> {
  count: number
  results: T[]
}

export interface Product extends Named {
  code: string
  price: string
  name: string
}

/** An address with a filter in it. */
export function where(path: string, filter: object, more: Record<string, string> = {}): string {
  return `/api/v1/${path}?${new URLSearchParams({ where: JSON.stringify(filter), ...more })}`
}

/** A question that must be answered well; says the problem where it is not. */
export async function ask<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await api<T>(page, method, path.startsWith('/') ? path : `/api/v1/${path}`, body)
  expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body
}

/** All rows that a filter finds. */
export async function rows<T>(page: Page, path: string, filter: object, more: Record<string, string> = {}): Promise<T[]> {
  return (await ask<Rows<T>>(page, 'GET', where(path, filter, { limit: '200', ...more }))).results
}

export async function productOf(page: Page, code: string): Promise<Product> {
  const [found] = await rows<Product>(page, 'catalog/products/', { code: { eq: code } })
  if (!found) throw new Error(`no product ${code}`)
  return found
}

export interface Staff extends Named {
  name: string
  branch: number
}

export async function staffNamed(page: Page, name: string): Promise<Staff> {
  const [found] = await rows<Staff>(page, 'access/staff/', { name: { eq: name } })
  if (!found) throw new Error(`no staff ${name}`)
  return found
}

export interface Patient extends Named {
  hn: string
  name: string
  phone: string
}

let counted = 0

/** A word that no earlier run and no other story has used. */
export function unique(): string {
  counted += 1
  const digits = `${Date.now()}${counted}`
  return [...digits.slice(-9)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
}

/** Ten digits of a mobile number of our own. */
export function newPhone(): string {
  counted += 1
  return `09${String(Date.now() + counted).slice(-8)}`
}

export async function newPatient(desk: Page, values: Record<string, unknown> = {}): Promise<Patient> {
  const last = unique()
  const body = {
    first_name_latin: 'Malee',
    last_name_latin: last[0]!.toUpperCase() + last.slice(1),
    phone: newPhone(),
    sex: 'female',
    birth_on: '1990-04-12',
    ...values,
  }
  return ask<Patient>(desk, 'POST', 'patients/patients/', body)
}

export async function allergic(desk: Page, patient: number, substance: string): Promise<void> {
  await ask(desk, 'POST', 'patients/allergies/', { patient, substance, criticality: 'high', reaction: 'Anaphylaxis' })
}

export async function consent(desk: Page, patient: number, purpose: 'treatment' | 'photo_record'): Promise<void> {
  await ask(desk, 'POST', 'patients/consents/', { patient, purpose, given: true, document_version: '1', evidence: 'screen' })
}

/** The clinic's day, whatever the machine's own zone says. */
export const today = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)

interface Day {
  appointments: { practitioner: number; starts_at: string; ends_at: string }[]
}

/** The first quarter of an hour of the day from which on a practitioner is free for long enough: minutes since midnight. */
export async function freeAt(desk: Page, practitioner: number, minutes: number): Promise<number> {
  const day = await ask<Day>(desk, 'GET', `appointments/day/?date=${today()}&by=practitioner`)
  const taken = day.appointments.filter((one) => one.practitioner === practitioner).map((one) => [minuteOf(one.starts_at), minuteOf(one.ends_at)] as const)
  for (let at = 7 * 60; at + minutes < 1440; at += 15) {
    if (taken.every(([from, to]) => to <= at || from >= at + minutes)) return at
  }
  throw new Error('nobody is free today')
}

export function minuteOf(instant: string): number {
  const at = new Date(Date.parse(instant) + 7 * 3_600_000)
  return at.getUTCHours() * 60 + at.getUTCMinutes()
}

export const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Somebody is booked for a treatment and has just come in. */
export async function arrived(desk: Page, patient: number, doctor: Staff, code: string): Promise<Named> {
  const product = await productOf(desk, code)
  const starts = await freeAt(desk, doctor.id, 60)
  const booked = await ask<Named>(desk, 'POST', 'appointments/appointments/', {
    patient,
    practitioner: doctor.id,
    product: product.id,
    starts_at: `${today()}T${clock(starts)}:00+07:00`,
  })
  await ask(desk, 'POST', `appointments/appointments/${booked.id}/arrive/`, {})
  return booked
}

export interface Sold extends Named {
  number: string
  total: string
}

export interface Line {
  product: Product
  quantity?: number
  shares?: { staff_id: number; percent: string; role?: string }[]
}
