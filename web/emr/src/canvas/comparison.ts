/** Two versions beside each other: an earlier one, the last session's, or the one that somebody saved meanwhile. */
import { toast, useFormat } from '@aesthetix/ui-kit'
import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'

import type { FaceChart, Session } from '../doors/clinic'
import { useEmrMessages } from '../messages'
import { linkOf } from '../photos'
import type { Chart } from './chart'
import type { Side } from './CompareView.vue'
import { replaced } from './editing'
import { newId, type ChartItem } from './model'
import type { PictureSource } from './pictures'

export interface Comparison {
  readonly open: ShallowRef<{ before: Side; copy: readonly ChartItem[] } | null>
  readonly after: ComputedRef<Side>
  readonly isConflict: ComputedRef<boolean>
  readonly with: (one: FaceChart) => Promise<void>
  /** With the version before this one, else with the last session. */
  readonly start: () => void
  readonly copy: () => void
  readonly rebase: () => void
  readonly close: () => void
}

async function sourceOf(one: FaceChart): Promise<PictureSource> {
  const url = one.photo === null ? '' : await linkOf(one.photo, 'view').catch(() => '')
  return url ? { kind: 'photo', view: one.view, url } : { kind: 'outline', view: one.view }
}

interface Shown {
  readonly session: ComputedRef<Session | null>
  readonly sessions: ComputedRef<readonly Session[]>
  readonly items: ComputedRef<readonly ChartItem[]>
  readonly source: ComputedRef<PictureSource>
  readonly lastChart: ComputedRef<FaceChart | null>
}

export function useComparison(chart: Chart, shown: Shown): Comparison {
  const t = useEmrMessages()
  const format = useFormat()
  const open = shallowRef<{ before: Side; copy: readonly ChartItem[] } | null>(null)

  async function withOne(one: FaceChart): Promise<void> {
    const of = shown.sessions.value.find((other) => other.id === one.session)
    open.value = {
      before: {
        version: `v${one.version_no}`,
        title: format.date(one.saved_at, 'datetime'),
        state: of?.state === 'signed' ? 'signed' : 'saved',
        items: one.items,
        source: await sourceOf(one),
      },
      copy: one.items,
    }
  }

  function start(): void {
    const own = (chart.versions.data.value ?? []).filter((one) => one.view === chart.view.value && (chart.dirty.value || one.id !== chart.leaf.value.saved?.id))
    const target = own.sort((a, b) => b.version_no - a.version_no)[0] ?? shown.lastChart.value
    if (target) void withOne(target)
    else toast(t('nothingToCompare'))
  }

  const after = computed<Side>(() => {
    const { saved } = chart.leaf.value
    const draft = chart.dirty.value
    return {
      version: `v${(saved?.version_no ?? 0) + (draft ? 1 : 0)}`,
      title: draft || !saved ? t('draftNow') : format.date(saved.saved_at, 'datetime'),
      state: draft ? 'draft' : shown.session.value?.state === 'signed' ? 'signed' : 'saved',
      items: shown.items.value,
      source: shown.source.value,
    }
  })

  const close = (): void => {
    open.value = null
  }

  function copy(): void {
    const points = open.value?.copy.map((item) => ({ ...item, id: newId() })) ?? []
    chart.edit((now) => replaced(now, points))
    close()
    toast({ text: t('copied', { n: points.length }), action: { label: t('undo'), run: chart.undo } })
  }

  function rebase(): void {
    chart.rebase()
    close()
  }

  watch(chart.conflict, (conflict) => conflict && void withOne(conflict))

  return { open, after, isConflict: computed(() => chart.conflict.value !== null), with: withOne, start, copy, rebase, close }
}
