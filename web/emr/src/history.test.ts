import { describe, expect, it } from 'vitest'

import type { Photo, Session, TimelineEntry } from './doors/clinic'
import { pairOf, passes, visitsOf } from './history'

const session = (id: number, over: Partial<Session> = {}): Session => ({
  id,
  number: `TS-${id}`,
  patient: 1,
  branch: 1,
  state: 'signed',
  title: 'Toxin',
  practitioner: 1,
  practitioner_name: 'Darin',
  practitioner_name_th: 'ดาริน',
  appointment: null,
  started_at: `2026-08-${id}T07:20:00Z`,
  completed_at: null,
  signed_at: null,
  created_at: `2026-08-${id}T07:00:00Z`,
  ...over,
})
const entry = (id: number, of: number, kind: string, source: string, at: string): TimelineEntry => ({
  id,
  session: of,
  kind,
  happened_at: at,
  source,
  subject_id: null,
  summary: kind,
  has_photo: false,
})
const photo = (id: number, moment: 'before' | 'after', taken_at: string, over: Partial<Photo> = {}): Photo => ({
  id,
  session: 12,
  view: 'front',
  moment,
  state: 'ready',
  taken_at,
  reason: '',
  ...over,
})

describe('history', () => {
  const visits = visitsOf(
    [session(12), session(20), session(25, { state: 'planned', started_at: null })],
    [
      entry(2, 12, 'face_chart', 'face_canvas', '2026-08-12T07:30:00Z'),
      entry(1, 12, 'started', 'clinic', '2026-08-12T07:20:00Z'),
      entry(3, 20, 'note', 'notes', '2026-08-20T08:00:00Z'),
    ],
    [photo(1, 'before', '2026-08-12T07:21:00Z'), photo(2, 'after', '2026-08-26T07:00:00Z', { state: 'rejected' })],
  )

  it('puts the newest session first, leaves out what was only planned, and says where it comes from', () => {
    expect(visits.map((visit) => visit.id)).toEqual([20, 12])
    expect(visits.map((visit) => visit.fromCanvas)).toEqual([false, true])
  })

  it('tells the steps in the order they happened and shows no rejected photo', () => {
    expect(visits[1]?.entries.map((one) => one.kind)).toEqual(['started', 'face_chart'])
    expect(visits[1]?.photos.map((one) => one.id)).toEqual([1])
  })

  it('filters by what a session holds', () => {
    expect(visits.filter((visit) => passes(visit, 'charted')).map((visit) => visit.id)).toEqual([12])
    expect(visits.filter((visit) => passes(visit, 'notes')).map((visit) => visit.id)).toEqual([20])
    expect(visits.filter((visit) => passes(visit, 'photos')).map((visit) => visit.id)).toEqual([12])
  })

  it('pairs the last after with the last before that precedes it, of one view', () => {
    const photos = [
      photo(1, 'before', '2026-08-12'),
      photo(2, 'after', '2026-08-26'),
      photo(3, 'before', '2026-11-20'),
      photo(4, 'after', '2026-09-11'),
      photo(5, 'before', '2026-08-30', { view: 'left' }),
    ]
    expect(pairOf(photos, 'front')).toMatchObject({ before: { id: 1 }, after: { id: 4 } })
    expect(pairOf([photo(1, 'before', '2026-08-12')], 'front')).toMatchObject({ before: { id: 1 }, after: null })
    expect(pairOf([], 'front')).toEqual({ before: null, after: null })
  })
})
