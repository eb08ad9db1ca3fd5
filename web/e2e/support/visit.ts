/** A visit that is over and waits at the till: booked, arrived, charted, signed, by the people whose work that is. */
import { expect, type Browser, type Page } from '@playwright/test'
import { personAt } from './clinic'
import { allergic, arrived, ask, consent, newPatient, productOf, rows, sell, staffNamed, type Named, type Patient } from './records'

export interface Visit {
  patient: Patient
  session: number
  order: number
  /** Charted units of toxin, which the till charges by the unit. */
  units: number
  lot: number
}

interface Quant {
  lot: number
  quantity: string
}

const SPOTS = [
  [0.46, 0.37],
  [0.54, 0.37],
  [0.44, 0.27],
  [0.56, 0.27],
] as const

/** Pico toning, of which the patient owns a course of six, and eight units of toxin charted by the doctor. */
export async function visitAtTill(browser: Browser, till: Page): Promise<Visit> {
  const { page: desk } = await personAt(browser, 'reception', '/inbox')
  const patient = await newPatient(desk, { first_name_latin: 'Suda' })
  await allergic(desk, patient.id, 'Latex')
  await consent(desk, patient.id, 'treatment')
  await sell(till, [{ product: await productOf(till, 'CPIC6') }], patient.id)
  const appointment = await arrived(desk, patient.id, await staffNamed(desk, 'Dr. Darin Siriwong'), 'PICO')
  await desk.context().close()
  const { page: doctor } = await personAt(browser, 'doctor', '/inbox')
  const treated = await treat(doctor, patient.id, appointment.id)
  await doctor.context().close()
  const source = `clinic.treatment_session:${treated.session}`
  let order = 0
  await expect
    .poll(async () => (order = (await rows<Named>(till, 'sales/orders/', { source: { eq: source } }))[0]?.id ?? 0), { timeout: 30_000 })
    .toBeGreaterThan(0)
  return { patient, order, ...treated }
}

async function treat(doctor: Page, patient: number, appointment: number): Promise<{ session: number; units: number; lot: number }> {
  const toxin = await productOf(doctor, 'BTXA')
  const stock = await rows<Quant>(doctor, 'inventory/quants/', { product: { eq: toxin.id } })
  const lot = stock.find((row) => Number(row.quantity) >= 100)!.lot
  const session = (await ask<Named>(doctor, 'POST', 'clinic/sessions/', { patient, appointment })).id
  const act = (verb: string): Promise<unknown> => ask(doctor, 'POST', `clinic/sessions/${session}/${verb}/`, {})
  await act('start')
  const items = SPOTS.map(([x, y], at) => ({
    id: `p${at}`, type: 'point', x, y, product_id: toxin.id, lot_id: lot, units: '2', site: 'glabella', depth: 'intramuscular', note: '',
  }))
  await ask(doctor, 'POST', 'clinic/face-charts/', { session, view: 'front', photo: null, items, expected_version: 0 })
  await act('complete')
  await act('sign')
  return { session, lot, units: SPOTS.length * 2 }
}
