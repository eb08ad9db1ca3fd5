import type { RecordRow } from '../screen/definition'

export interface Lane {
  id: number
  name: string
  name_th: string
  detail: string
  color: string
}
export interface Appointment extends RecordRow {
  patient: number
  practitioner: number
  practitioner_name: string
  practitioner_name_th: string
  room: number | null
  room_name: string
  room_name_th: string
  product: number | null
  title: string
  title_th: string
  starts_at: string
  ends_at: string
  note: string
  is_walk_in: boolean
  arrived_at: string | null
  state: string
}
export interface Person {
  id: number
  hn: string
  name: string
  name_th: string
  name_latin: string
  birth_on: string | null
  phone: string
  allergies: { substance: string; criticality: string; reaction: string }[]
  state: string
}
export interface Shift {
  id: number
  staff: number
  kind: 'work' | 'block'
  starts_at: string
  ends_at: string
  note: string
}
export interface Day {
  date: string
  by: 'practitioner' | 'room'
  branch: number
  resources: Lane[]
  appointments: Appointment[]
  patients: Record<string, Person>
  shifts: Shift[]
}
export interface Candidate {
  id: number
  hn: string
  name: string
  birth_on: string | null
  phone: string
  reasons: ('phone' | 'name' | 'birth_on')[]
  score: number
}
