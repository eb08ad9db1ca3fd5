/** A list's place is its address: search, filters, grouping, order, page, view. Going back restores all of it. */
import type { Filter, Operator } from '@aesthetix/sdk'
import { computed, watch, type ComputedRef, type WritableComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'

import { lastPlaces } from '../shell/crumbs'

export interface OwnFilter {
  field: string
  operator: Operator
  value: string | number | boolean | null
}
export interface Place {
  q: WritableComputedRef<string>
  ready: WritableComputedRef<string[]>
  own: WritableComputedRef<OwnFilter[]>
  group: WritableComputedRef<string>
  order: WritableComputedRef<string>
  page: WritableComputedRef<number>
  view: WritableComputedRef<string>
  /** A filter that came by link (drill-down) and has no chip of its own kind. */
  given: ComputedRef<Filter | null>
  clear: () => void
}

function parse<T>(text: unknown, fallback: T): T {
  try {
    return text ? (JSON.parse(String(text)) as T) : fallback
  } catch {
    return fallback
  }
}

export function usePlace(): Place {
  const route = useRoute()
  const router = useRouter()
  const go = (change: LocationQueryRaw): void => {
    const query = { ...route.query, page: undefined, ...change }
    void router.replace({ query: Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== '' && value !== null)) })
  }
  watch(() => route.fullPath, (path) => { if (route.name === 'list') lastPlaces[route.path] = path }, { immediate: true })
  const text = (key: string): WritableComputedRef<string> => computed({ get: () => String(route.query[key] ?? ''), set: (value) => go({ [key]: value || undefined }) })
  return {
    q: text('q'),
    group: text('group'),
    order: text('order'),
    view: text('view'),
    ready: computed({ get: () => String(route.query.f ?? '').split(',').filter(Boolean), set: (codes) => go({ f: codes.join(',') || undefined }) }),
    own: computed({ get: () => parse<OwnFilter[]>(route.query.own, []), set: (value) => go({ own: value.length ? JSON.stringify(value) : undefined }) }),
    page: computed({ get: () => Math.max(1, Number(route.query.page ?? 1) || 1), set: (value) => go({ page: value > 1 ? String(value) : undefined }) }),
    given: computed(() => parse<Filter | null>(route.query.where, null)),
    clear: () => go({ q: undefined, f: undefined, own: undefined, where: undefined }),
  }
}

export function whereOf(place: Place, filters: readonly { code: string; where: Filter }[]): Filter | null {
  const parts: Filter[] = [
    ...place.ready.value.flatMap((code) => filters.filter((filter) => filter.code === code).map((filter) => filter.where)),
    ...place.own.value.map(({ field, operator, value }): Filter => ({ [field]: { [operator]: value } })),
    ...(place.given.value ? [place.given.value] : []),
  ]
  return parts.length === 0 ? null : parts.length === 1 ? parts[0]! : { and: parts }
}
