/** Sessions, charts, notes, vitals, plans and photos. */
import { newKey, request } from '@aesthetix/sdk'
import { hexOf, tokenOf } from '../canvas/inks'
import { normalised, parsed, type ChartItem, type ViewName } from '../canvas/model'
import type { VialRow } from '../canvas/totals'
import { listed, of, type Row } from './list'

export type SessionState = 'planned' | 'in_progress' | 'completed' | 'signed' | 'cancelled' | 'entered_in_error'

export interface Session extends Row {
  readonly number: string
  readonly patient: number
  readonly branch: number
  readonly state: SessionState
  readonly title: string
  readonly practitioner: number | null
  readonly practitioner_name: string
  readonly practitioner_name_th: string
  readonly therapist?: number | null
  readonly appointment: number | null
  readonly started_at: string | null
  readonly completed_at: string | null
  readonly signed_at: string | null
  readonly signed_by_name?: string
  readonly reason?: string
  readonly created_at: string
}

/** Charts may be saved while the session is planned or in progress; notes until it is signed. */
export const chartable = (session: Session | null): boolean =>
  session !== null && (session.state === 'planned' || session.state === 'in_progress')
export const notable = (session: Session | null): boolean => chartable(session) || session?.state === 'completed'

export interface TimelineEntry {
  readonly id: number
  readonly session: number
  readonly kind: 'started' | 'face_chart' | 'photo' | 'note' | 'addendum' | 'signed' | 'entered_in_error' | string
  readonly happened_at: string
  readonly source: string
  readonly subject_id: number | null
  readonly summary: string
  readonly has_photo: boolean
  readonly by_name?: string
}

export interface Vitals extends Row {
  readonly patient: number
  readonly taken_at: string
  readonly taken_by_name?: string
  readonly pulse: number | null
  readonly systolic: number | null
  readonly diastolic: number | null
  readonly temperature: string | null
  readonly oxygen: number | null
  readonly weight: string | null
  readonly height: string | null
}

export interface Addendum {
  readonly id: number
  readonly text: string
  readonly author_name?: string
  readonly added_at: string
}

export interface Note extends Row {
  readonly session: number
  readonly title: string
  readonly text: string
  readonly template: number | null
  readonly author_name?: string
  readonly written_at: string
  readonly addenda?: readonly Addendum[]
}

export interface NoteTemplate extends Row {
  readonly code: string
  readonly title: string
  readonly title_th: string
  readonly body: string
  readonly body_th: string
}

export interface CarePlan extends Row {
  readonly patient: number
  readonly product: number | null
  readonly title: string
  readonly interval_days: number
  readonly repeats: number
  readonly done: number
  readonly next_on: string | null
  readonly starts_on: string
  readonly note: string
  readonly state: string
}

/** One version of one view. Versions count per session and view, whatever picture lies under them. */
export interface FaceChart extends Row {
  readonly session: number
  readonly view: ViewName
  readonly photo: number | null
  readonly version_no: number
  readonly items: ChartItem[]
  readonly saved_at: string
  readonly saved_by_name: string
}

export interface Photo extends Row {
  readonly session: number
  readonly view: ViewName
  readonly moment: 'before' | 'after'
  readonly state: 'checking' | 'ready' | 'rejected'
  readonly taken_at: string
  readonly reason: string
}

export interface UploadTicket {
  readonly upload_id: number | string
  readonly url: string
  readonly method: string
  readonly headers: Record<string, string>
  readonly expires_at: string
}

/** What the session will cost: chosen treatments, and after the signature what was charted beyond them. */
export interface Charge {
  readonly id: number
  readonly product: number
  readonly product_name: string
  readonly product_name_th: string
  readonly quantity: string
  readonly unit_price: string
  readonly source: 'treatment' | 'chart'
  readonly cover_label: string
  readonly state: 'planned' | 'billable' | 'billed'
}

export type SessionVerb = 'start' | 'complete' | 'sign' | 'cancel' | 'mark_error'

export const clinic = {
  sessions: async (patient: number): Promise<Session[]> =>
    (await listed<Session>('clinic/sessions/', of('patient', patient), { order: '-id' })).results,
  session: (id: number): Promise<Session> => request<Session>('GET', `clinic/sessions/${id}/`),
  planSession: (patient: number, appointment: number | null): Promise<Session> =>
    request<Session>('POST', 'clinic/sessions/', {
      body: appointment === null ? { patient } : { patient, appointment },
      idempotencyKey: newKey(),
    }),
  verb: (id: number, verb: SessionVerb, body: Record<string, unknown> = {}): Promise<Session> =>
    request<Session>('POST', `clinic/sessions/${id}/${verb}/`, { body, idempotencyKey: newKey() }),
  vials: async (id: number): Promise<VialRow[]> =>
    rows(await request<RawVial[] | { results: RawVial[] }>('GET', `clinic/sessions/${id}/vials/`)).map((row) => ({
      ...row,
      drawn: Number(row.drawn),
      charted: Number(row.charted),
      wasted: Number(row.wasted),
    })),
  charges: async (id: number): Promise<Charge[]> => rows(await request<Charge[] | { results: Charge[] }>('GET', `clinic/sessions/${id}/charges/`)),
  addCharge: (id: number, product: number): Promise<unknown> =>
    request('POST', `clinic/sessions/${id}/add_charge/`, { body: { product_id: product }, idempotencyKey: newKey() }),
  removeCharge: (id: number, charge: number): Promise<unknown> =>
    request('POST', `clinic/sessions/${id}/remove_charge/`, { body: { charge_id: charge }, idempotencyKey: newKey() }),
  recordDraw: (id: number, body: { product_id: number; lot_id: number; units: string }): Promise<unknown> =>
    request('POST', `clinic/sessions/${id}/record_draw/`, { body, idempotencyKey: newKey() }),
  recordWaste: (id: number, body: { product_id: number; lot_id: number; units: string; reason: string }): Promise<unknown> =>
    request('POST', `clinic/sessions/${id}/record_waste/`, { body, idempotencyKey: newKey() }),

  timeline: async (patient: number): Promise<TimelineEntry[]> =>
    rows(await request<TimelineEntry[] | { results: TimelineEntry[] }>('GET', 'clinic/timeline/', { query: { patient } })),

  charts: async (session: number): Promise<FaceChart[]> =>
    (await listed<RawChart>('clinic/face-charts/', of('session', session), { order: 'id' })).results.map(chartFrom),
  saveChart: async (
    chart: { session: number; view: ViewName; photo: number | null; items: readonly ChartItem[]; expectedVersion: number },
    key: string,
  ): Promise<FaceChart> => {
    const items = normalised(chart.items).map((item) =>
      item['type'] === 'stroke' ? { ...item, color: hexOf(String(item['color'])) } : item,
    )
    const body = { session: chart.session, view: chart.view, photo: chart.photo, items, expected_version: chart.expectedVersion }
    return chartFrom(await request<RawChart>('POST', 'clinic/face-charts/', { body, idempotencyKey: key }))
  },

  vitals: async (patient: number): Promise<Vitals[]> =>
    (await listed<Vitals>('clinic/vitals/', of('patient', patient), { order: '-id', limit: 24 })).results,
  recordVitals: (body: Record<string, unknown>): Promise<Vitals> =>
    request<Vitals>('POST', 'clinic/vitals/', { body, idempotencyKey: newKey() }),

  notes: async (patient: number): Promise<Note[]> => (await listed<Note>('clinic/notes/', of('patient', patient))).results,
  writeNote: (body: Record<string, unknown>): Promise<Note> => request<Note>('POST', 'clinic/notes/', { body, idempotencyKey: newKey() }),
  saveNote: (id: number, version: number, body: Record<string, unknown>): Promise<Note> =>
    request<Note>('PATCH', `clinic/notes/${id}/`, { body, ifMatch: version }),
  addAddendum: (id: number, text: string): Promise<Note> =>
    request<Note>('POST', `clinic/notes/${id}/add_addendum/`, { body: { text }, idempotencyKey: newKey() }),
  templates: async (): Promise<NoteTemplate[]> => (await listed<NoteTemplate>('clinic/note-templates/')).results,

  plans: async (patient: number): Promise<CarePlan[]> => (await listed<CarePlan>('clinic/care-plans/', of('patient', patient))).results,
  addPlan: (body: Record<string, unknown>): Promise<CarePlan> =>
    request<CarePlan>('POST', 'clinic/care-plans/', { body, idempotencyKey: newKey() }),

  photos: async (patient: number): Promise<Photo[]> =>
    (await listed<Photo>('clinic/photos/', of('patient', patient), { order: '-id' })).results,
  photo: (id: number): Promise<Photo> => request<Photo>('GET', `clinic/photos/${id}/`),
  link: (id: number, rendition: 'thumb' | 'view'): Promise<{ url: string }> =>
    request<{ url: string }>('GET', `clinic/photos/${id}/link/`, { query: { rendition } }),
  uploadToken: (
    query: { session: number; view: string; moment: string; content_type: string; size: number },
    signal: AbortSignal,
  ): Promise<UploadTicket> => request<UploadTicket>('POST', 'clinic/upload-token/', { body: query, signal }),
  confirmUpload: async (uploadId: number | string, signal: AbortSignal): Promise<{ id: number }> =>
    (
      await request<{ photo: { id: number } }>('POST', 'clinic/confirm-upload/', {
        body: { upload_id: uploadId },
        idempotencyKey: newKey(),
        signal,
      })
    ).photo,
}

interface RawVial {
  product_id: number
  lot_id: number
  drawn: string
  charted: string
  wasted: string
  lot_code?: string
  product_name?: string
  draw_recorded?: boolean
}

interface RawChart extends Row {
  session: number
  view: ViewName
  photo: number | null
  version_no: number
  items: unknown
  saved_at: string
  saved_by_name?: string
}

function chartFrom(row: RawChart): FaceChart {
  const items = parsed(row.items).map((item) => (item.type === 'stroke' ? { ...item, color: tokenOf(item.color) } : item))
  return { ...row, items, saved_by_name: row.saved_by_name ?? '' }
}

function rows<T>(answer: T[] | { results: T[] }): T[] {
  return Array.isArray(answer) ? answer : answer.results
}
