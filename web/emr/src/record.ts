/** The open patient record: asked once by the page, shared by header and tabs. */
import { useSession } from '@aesthetix/sdk'
import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue'

import { clinic, type Session } from './doors/clinic'
import { others, type Appointment, type CourseBalance } from './doors/others'
import { patients, type Allergy, type Consent, type Patient } from './doors/patients'
import { useLoaded, type Loaded } from './loading'

export interface PatientRecord {
  readonly id: ComputedRef<number>
  readonly patient: Loaded<Patient>
  readonly allergies: Loaded<Allergy[]>
  readonly consents: Loaded<Consent[]>
  readonly sessions: Loaded<Session[]>
  readonly appointments: Loaded<Appointment[]>
  readonly courses: Loaded<CourseBalance[]>
  readonly owed: Loaded<string>
  /** The session that is being worked on: in progress, else completed but unsigned, else planned. */
  readonly current: ComputedRef<Session | null>
  /** A verb's answer goes straight into the list. */
  readonly adopt: (session: Session) => void
}

const KEY: InjectionKey<PatientRecord> = Symbol('patient record')
const ORDER: readonly string[] = ['in_progress', 'completed', 'planned']

export function currentOf(sessions: readonly Session[]): Session | null {
  for (const state of ORDER) {
    const found = [...sessions].sort((a, b) => b.id - a.id).find((session) => session.state === state)
    if (found) return found
  }
  return null
}

export function openRecord(id: ComputedRef<number>): PatientRecord {
  const when = (): number => id.value
  const { can } = useSession()
  /** A door that this person may not open is not knocked at: its list is empty. */
  const allowed =
    <T>(right: string, ask: () => Promise<T[]>): (() => Promise<T[]>) =>
    () =>
      can(right) ? ask() : Promise.resolve([])
  const sessions = useLoaded(
    allowed('clinic.read_treatment_session', () => clinic.sessions(id.value)),
    { when, topics: ['clinic.treatment_session'] },
  )
  const record: PatientRecord = {
    id,
    patient: useLoaded((signal) => patients.one(id.value, signal), { when, topics: ['patients.patient'] }),
    allergies: useLoaded(
      allowed('patients.read_allergy', () => patients.allergies(id.value)),
      { when, topics: ['patients.allergy'] },
    ),
    consents: useLoaded(
      allowed('patients.read_consent', () => patients.consents(id.value)),
      { when, topics: ['patients.consent'] },
    ),
    sessions,
    appointments: useLoaded(
      allowed('appointments.read_appointment', () => others.appointments(id.value)),
      { when, topics: ['appointments.appointment'] },
    ),
    courses: useLoaded(
      allowed('courses.read_user_course_balance', () => others.courses(id.value)),
      { when, topics: ['courses.*'] },
    ),
    owed: useLoaded(() => (can('sales.read_order') ? others.owed(id.value) : Promise.resolve('0.00')), { when, topics: ['sales.order'] }),
    current: computed(() => currentOf(sessions.data.value ?? [])),
    adopt: (session) => {
      const known = sessions.data.value ?? []
      sessions.put([session, ...known.filter((one) => one.id !== session.id)].sort((a, b) => b.id - a.id))
    },
  }
  provide(KEY, record)
  return record
}

export function useRecord(): PatientRecord {
  const record = inject(KEY)
  if (!record) throw new Error('no patient record is open above this component')
  return record
}
