/** People, their allergies and their consents. */
import { newKey, request } from '@aesthetix/sdk'
import { listed, of, type Page, type Row } from './list'

export interface Patient extends Row {
  readonly hn: string
  readonly name: string
  readonly name_th: string
  readonly name_latin: string
  readonly nickname?: string
  readonly birth_on: string | null
  readonly sex: string
  readonly phone: string | null
  readonly state: string
  readonly medication?: string
  /** The day somebody asked and heard "none known"; empty means: nobody asked yet. */
  readonly allergies_asked_on?: string | null
}

export interface Allergy extends Row {
  readonly patient: number
  readonly substance: string
  readonly criticality: string
  readonly reaction: string
  readonly is_active?: boolean
}

export interface Condition extends Row {
  readonly name: string
  readonly note: string
  readonly is_active?: boolean
}

export const PURPOSES = ['treatment', 'photo_record', 'teaching', 'advertising', 'marketing'] as const
export type Purpose = (typeof PURPOSES)[number]

export interface Consent extends Row {
  readonly patient: number
  readonly purpose: string
  readonly channel: string
  readonly document_version: string
  readonly given: boolean
  readonly evidence: string
  readonly evidence_note: string
  readonly approval_number: string
  readonly recorded_at: string
}

export interface ConsentIn {
  readonly patient: number
  readonly purpose: string
  readonly given: boolean
  readonly document_version: string
  readonly evidence: string
  readonly channel?: string
  readonly approval_number?: string
  readonly evidence_note?: string
}

export const patients = {
  search: (q: string, offset: number, signal: AbortSignal): Promise<Page<Patient>> =>
    listed<Patient>('patients/patients/', undefined, { q, limit: 40, offset }, signal),
  one: (id: number, signal?: AbortSignal): Promise<Patient> =>
    request<Patient>('GET', `patients/patients/${id}/`, signal ? { signal } : {}),
  revealPhone: (id: number, reason: string): Promise<{ phone: string }> =>
    request<{ phone: string }>('POST', `patients/patients/${id}/reveal_phone/`, { body: { reason }, idempotencyKey: newKey() }),
  allergies: async (patient: number): Promise<Allergy[]> =>
    (await listed<Allergy>('patients/allergies/', of('patient', patient))).results.filter((one) => one.is_active !== false),
  conditions: async (patient: number): Promise<Condition[]> =>
    (await listed<Condition>('patients/conditions/', of('patient', patient))).results.filter((one) => one.is_active !== false),
  consents: async (patient: number): Promise<Consent[]> => (await listed<Consent>('patients/consents/', of('patient', patient))).results,
  recordConsent: (body: ConsentIn): Promise<Consent> => request<Consent>('POST', 'patients/consents/', { body, idempotencyKey: newKey() }),
}

/** The last row of a purpose (and channel) holds. Rows come newest first or not: the instant decides. */
export function standing(consents: readonly Consent[]): Map<string, Consent> {
  const last = new Map<string, Consent>()
  for (const one of consents) {
    const key = one.purpose === 'marketing' && one.channel ? `marketing:${one.channel}` : one.purpose
    const known = last.get(key)
    if (!known || known.recorded_at < one.recorded_at || (known.recorded_at === one.recorded_at && known.id < one.id)) last.set(key, one)
  }
  return last
}

export function consented(consents: readonly Consent[], purpose: Purpose): boolean {
  return standing(consents).get(purpose)?.given ?? false
}
