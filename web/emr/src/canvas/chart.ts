/** The chart of one session: three views, each a sheet with its saved version under it; keeping, saving, conflicts. */
import { asProblem, bus, newKey, useSession, type Problem } from '@aesthetix/sdk'
import { computed, onScopeDispose, reactive, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'

import { clinic, type FaceChart, type Session } from '../doors/clinic'
import { useLoaded, type Loaded } from '../loading'
import { dropAllDrafts, dropDraft, keepDraft, keptDraft, type Draft } from './drafts'
import { redo, replaced, sheet, undo, type Sheet } from './editing'
import { merged } from './merging'
import { VIEWS, type ChartItem, type ViewName } from './model'
import type { VialRow } from './totals'

export interface Leaf {
  readonly sheet: Sheet
  /** What the server has of this view: null before the first version. */
  readonly saved: FaceChart | null
  readonly photo: number | null
  readonly keptAt: string
}

export interface Chart {
  readonly session: ComputedRef<Session | null>
  readonly versions: Loaded<FaceChart[]>
  readonly vials: Loaded<VialRow[]>
  readonly view: Ref<ViewName>
  readonly leaf: ComputedRef<Leaf>
  readonly leaves: Readonly<Record<ViewName, Leaf>>
  readonly dirty: ComputedRef<boolean>
  readonly dirtyAnywhere: ComputedRef<boolean>
  readonly saving: Ref<boolean>
  readonly problem: ShallowRef<Problem | null>
  readonly conflict: ShallowRef<FaceChart | null>
  readonly edit: (change: (now: Sheet) => Sheet) => void
  readonly undo: () => void
  readonly redo: () => void
  /** Another view, on the outline or on one of its photos. */
  readonly turnTo: (view: ViewName, photo: number | null) => void
  readonly save: () => Promise<FaceChart | null>
  /** After a conflict: what both drew, to be saved as the next version. */
  readonly rebase: () => void
}

const KEEP_MS = 5000

export function latestOf(versions: readonly FaceChart[], view: ViewName): FaceChart | null {
  return versions
    .filter((one) => one.view === view)
    .reduce<FaceChart | null>((last, one) => (last && last.version_no > one.version_no ? last : one), null)
}

const same = (a: readonly ChartItem[], b: readonly ChartItem[]): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

export function differs(leaf: Leaf): boolean {
  return !same(leaf.sheet.items, leaf.saved?.items ?? []) || (leaf.saved !== null && leaf.photo !== leaf.saved.photo)
}

/** A kept draft upon the newest version: where others saved after it was drawn, what they did stays below. */
function upon(kept: Draft, versions: readonly FaceChart[], saved: FaceChart | null): readonly ChartItem[] {
  if (!saved || kept.base === saved.version_no) return kept.items
  const base = versions.find((one) => one.view === saved.view && one.version_no === kept.base)
  return merged(base?.items ?? [], saved.items, kept.items)
}

export function useChart(session: ComputedRef<Session | null>): Chart {
  const { user } = useSession()
  const view = ref<ViewName>('front')
  const empty = (): Leaf => ({ sheet: sheet([]), saved: null, photo: null, keptAt: '' })
  const leaves = reactive({ front: empty(), left: empty(), right: empty() }) as Record<ViewName, Leaf>
  const saving = ref(false)
  const problem = shallowRef<Problem | null>(null)
  const conflict = shallowRef<FaceChart | null>(null)
  const id = computed(() => session.value?.id ?? 0)
  const none = <T>(): Promise<T[]> => Promise.resolve([])

  const versions = useLoaded<FaceChart[]>(() => (id.value ? clinic.charts(id.value) : none()), { when: id })
  const vials = useLoaded<VialRow[]>(() => (id.value ? clinic.vials(id.value) : none()), { when: id, topics: ['clinic.treatment_session'] })

  const leaf = computed(() => leaves[view.value])
  const dirty = computed(() => differs(leaf.value))
  const dirtyAnywhere = computed(() => VIEWS.some((one) => differs(leaves[one])))

  /** What the server has is shown where nothing is drawn here yet; a kept draft of this device comes back on top. */
  function settle(now: readonly FaceChart[]): void {
    for (const one of VIEWS) {
      const saved = latestOf(now, one)
      const mine = leaves[one]
      if (mine.saved && saved && mine.saved.id === saved.id) continue
      if (differs(mine)) continue
      const kept = user.value ? keptDraft(user.value.id, id.value, one) : null
      leaves[one] = {
        sheet: sheet(kept ? upon(kept, now, saved) : (saved?.items ?? [])),
        saved,
        photo: kept ? kept.photo : (saved?.photo ?? null),
        keptAt: kept?.kept_at ?? '',
      }
    }
  }

  watch(id, () => {
    for (const one of VIEWS) leaves[one] = empty()
    problem.value = null
    conflict.value = null
  })
  watch(versions.data, (now) => now && settle(now))

  function keep(): void {
    if (!user.value || !id.value) return
    for (const one of VIEWS) {
      const now = leaves[one]
      if (!differs(now)) continue
      const keptAt = new Date().toISOString()
      keepDraft(user.value.id, id.value, one, {
        base: now.saved?.version_no ?? 0,
        photo: now.photo,
        items: now.sheet.items,
        kept_at: keptAt,
      })
      if (touched) leaves[one] = { ...now, keptAt }
    }
    touched = false
  }
  let touched = false
  const clock = setInterval(() => touched && keep(), KEEP_MS)
  addEventListener('pagehide', keep)
  const leave = bus.on('SIGNED_OUT', dropAllDrafts)
  onScopeDispose(() => {
    keep()
    clearInterval(clock)
    removeEventListener('pagehide', keep)
    leave()
  })

  function edit(change: (now: Sheet) => Sheet): void {
    const next = change(leaf.value.sheet)
    if (next === leaf.value.sheet) return
    leaves[view.value] = { ...leaf.value, sheet: next }
    touched = true
  }

  /** One key for one content: trying again after a broken line saves once, drawing on makes it another wish. */
  let intent: { items: readonly ChartItem[]; key: string } | null = null
  async function save(): Promise<FaceChart | null> {
    if (!session.value || saving.value) return null
    const at = view.value
    const now = leaves[at]
    saving.value = true
    problem.value = null
    if (intent?.items !== now.sheet.items) intent = { items: now.sheet.items, key: newKey() }
    try {
      const chart = await clinic.saveChart(
        { session: id.value, view: at, photo: now.photo, items: now.sheet.items, expectedVersion: now.saved?.version_no ?? 0 },
        intent.key,
      )
      intent = null
      leaves[at] = { sheet: { ...leaves[at].sheet }, saved: { ...chart, items: chart.items }, photo: chart.photo, keptAt: '' }
      if (leaves[at].sheet.items === now.sheet.items) leaves[at] = { ...leaves[at], sheet: sheet(chart.items) }
      if (user.value) dropDraft(user.value.id, id.value, at)
      versions.put([...(versions.data.value ?? []).filter((one) => one.id !== chart.id), chart])
      void vials.reload()
      return chart
    } catch (error) {
      const refused = asProblem(error)
      if (!refused.unreachable) intent = null
      problem.value = refused
      if (refused.status === 412) {
        await versions.reload()
        conflict.value = latestOf(versions.data.value ?? [], at)
      }
      return null
    } finally {
      saving.value = false
    }
  }

  return {
    session,
    versions,
    vials,
    view,
    leaf,
    leaves,
    dirty,
    dirtyAnywhere,
    saving,
    problem,
    conflict,
    edit,
    undo: () => edit(undo),
    redo: () => edit(redo),
    turnTo: (next, photo) => {
      view.value = next
      if (photo === leaf.value.photo) return
      leaves[view.value] = { ...leaf.value, photo }
      touched = true
    },
    save,
    rebase: () => {
      if (!conflict.value) return
      const { saved, sheet: mine } = leaf.value
      const both = merged(saved?.items ?? [], conflict.value.items, mine.items)
      leaves[view.value] = { ...leaf.value, saved: conflict.value, sheet: replaced(mine, both) }
      touched = true
      conflict.value = null
      problem.value = null
    },
  }
}
