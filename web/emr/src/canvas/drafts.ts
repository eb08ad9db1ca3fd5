/** The unsaved chart on this device: kept every few seconds and on leaving, dropped when saved. Holds no name and no number of a person. */
import { parsed, type ChartItem } from './model'

export interface Draft {
  /** The version it was drawn upon. */
  readonly base: number
  readonly photo: number | null
  readonly items: readonly ChartItem[]
  readonly kept_at: string
}

const PREFIX = 'aesthetix.emr.draft.'
const key = (user: number, session: number, view: string): string => `${PREFIX}${user}.${session}.${view}`

export function keepDraft(user: number, session: number, view: string, draft: Draft): void {
  try {
    localStorage.setItem(key(user, session, view), JSON.stringify(draft))
  } catch {
    // A full device keeps no draft; the chart on the screen is still there to be saved.
  }
}

export function keptDraft(user: number, session: number, view: string): Draft | null {
  try {
    const raw = localStorage.getItem(key(user, session, view))
    if (raw === null) return null
    const found = JSON.parse(raw) as Partial<Draft>
    return { base: Number(found.base ?? 0), photo: found.photo ?? null, items: parsed(found.items), kept_at: String(found.kept_at ?? '') }
  } catch {
    return null
  }
}

export function dropDraft(user: number, session: number, view: string): void {
  localStorage.removeItem(key(user, session, view))
}

/** Whoever signs out leaves nothing behind. */
export function dropAllDrafts(): void {
  for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name)
}
