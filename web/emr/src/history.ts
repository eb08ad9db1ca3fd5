/** The timeline of a patient as sessions with what happened in each. */
import type { Photo, Session, SessionState, TimelineEntry } from './doors/clinic'

export interface Visit {
  readonly id: number
  readonly state: SessionState
  readonly title: string
  readonly at: string
  readonly practitioner: string
  readonly practitioner_th: string
  readonly fromCanvas: boolean
  readonly entries: readonly TimelineEntry[]
  readonly photos: readonly Photo[]
  readonly addenda: number
  readonly charts: number
  readonly notes: readonly string[]
  readonly reason: string
}

export type VisitFilter = 'all' | 'charted' | 'photos' | 'notes'

export function visitsOf(sessions: readonly Session[], entries: readonly TimelineEntry[], photos: readonly Photo[]): Visit[] {
  return sessions
    .filter((session) => session.state !== 'planned' || entries.some((entry) => entry.session === session.id))
    .map((session) => {
      const own = entries.filter((entry) => entry.session === session.id).sort((a, b) => a.happened_at.localeCompare(b.happened_at))
      const count = (kind: string): number => own.filter((entry) => entry.kind === kind).length
      return {
        id: session.id,
        state: session.state,
        title: session.title,
        at: session.started_at ?? own[0]?.happened_at ?? session.created_at,
        practitioner: session.practitioner_name,
        practitioner_th: session.practitioner_name_th,
        fromCanvas: own.some((entry) => entry.source === 'face_canvas'),
        entries: own,
        photos: photos.filter((photo) => photo.session === session.id && photo.state !== 'rejected'),
        addenda: count('addendum'),
        charts: count('face_chart'),
        notes: own.filter((entry) => entry.kind === 'note').map((entry) => entry.summary),
        reason: session.reason ?? '',
      }
    })
    .sort((a, b) => b.at.localeCompare(a.at))
}

export function passes(visit: Visit, filter: VisitFilter): boolean {
  switch (filter) {
    case 'charted':
      return visit.charts > 0
    case 'photos':
      return visit.photos.length > 0
    case 'notes':
      return visit.notes.length > 0 || visit.addenda > 0
    case 'all':
      return true
  }
}

/** The pair to show first: the last "before" and the first "after" of one view that follows it; else any two of that view. */
export function pairOf(photos: readonly Photo[], view: string): { before: Photo | null; after: Photo | null } {
  const own = photos.filter((photo) => photo.view === view && photo.state === 'ready').sort((a, b) => a.taken_at.localeCompare(b.taken_at))
  const after = own.filter((photo) => photo.moment === 'after').at(-1) ?? null
  const earlier = own.filter((photo) => photo.moment === 'before' && (!after || photo.taken_at <= after.taken_at))
  const before = earlier.at(-1) ?? own.find((photo) => photo.moment === 'before') ?? null
  return { before, after: after ?? own.filter((photo) => photo !== before).at(-1) ?? null }
}
