/** A visit that is over and waits at the till: booked, arrived, charted, signed, by the people whose work that is. */
import { expect, type Browser, type Page } from '@playwright/test'
import { voiceOf } from './clinic'
import { allergic, arrived, ask, consent, newPatient, productOf, rows, staffNamed, type Line, type Named, type Patient } from './records'
import { sell, shiftOfToday } from './till'

export interface Visit {
  patient: Patient
  appointment: number
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
  const desk = await voiceOf(browser, 'reception')
  const patient = await newPatient(desk, { first_name_latin: 'Suda' })
  await allergic(desk, patient.id, 'Latex')
  await consent(desk, patient.id, 'treatment')
  await sell(till, [{ product: await productOf(till, 'CPIC6') }], patient.id)
  const appointment = await arrived(desk, patient.id, await staffNamed(desk, 'Dr. Darin Siriwong'), 'PICO')
  await desk.context().close()
  const doctor = await voiceOf(browser, 'doctor')
  const treated = await treat(doctor, patient.id, appointment.id)
  await doctor.context().close()
  const source = `clinic.treatment_session:${treated.session}`
  let order = 0
  await expect
    .poll(async () => (order = (await rows<Named>(till, 'sales/orders/', { source: { eq: source } }))[0]?.id ?? 0), { timeout: 30_000 })
    .toBeGreaterThan(0)
  return { patient, order, appointment: appointment.id, ...treated }
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

interface DraftLine {
  key: string
  product_id: number
  quantity: string
  unit_price: string
  gross: string
  lot_id: number | null
  cover: { kind: string; balance_id: number } | null
  shares: { staff_id: number; role: string; percent: string }[]
}

/** What the till sends to check a visit out: its charges as they were drafted, and what is sold besides, paid by card. */
export async function checkoutOf(till: Page, visit: Visit, besides: Line[]): Promise<Record<string, unknown> & { expected_total: string }> {
  const session = await shiftOfToday(till)
  const draft = await ask<{ lines: DraftLine[] }>(till, 'GET', `sales/orders/${visit.order}/`)
  const charged = draft.lines.map(({ cover, ...line }) => ({
    key: line.key,
    product_id: line.product_id,
    quantity: line.quantity,
    unit_price: line.unit_price,
    shares: line.shares,
    ...(line.lot_id ? { lot_id: line.lot_id } : {}),
    ...(cover ? { cover: { kind: cover.kind, balance_id: cover.balance_id } } : {}),
  }))
  const more = besides.map((line, at) => ({
    key: `besides-${at}`,
    product_id: line.product.id,
    quantity: String(line.quantity ?? 1),
    unit_price: line.product.price,
    shares: line.shares ?? [],
  }))
  const sums = [...draft.lines.map((line) => Number(line.gross)), ...besides.map((line) => Number(line.product.price) * (line.quantity ?? 1))]
  const total = sums.reduce((sum, one) => sum + one, 0).toFixed(2)
  return {
    order_id: visit.order,
    register_session: session.id,
    patient: visit.patient.id,
    lines: [...charged, ...more],
    tenders: [{ kind: 'card', amount: total, reference: 'e2e visit' }],
    expected_total: total,
  }
}
