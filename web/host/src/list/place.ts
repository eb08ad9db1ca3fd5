/** A list's place is its address: search, filters, grouping, order, page, view. Going back restores all of it. */
import type { Filter, Operator } from '@aesthetix/sdk'
import { computed, watch, type ComputedRef, type WritableComputedRef } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'

import type { ScreenDef } from '../screen/definition'
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
  /** Days of a drill-down link: on the screen's own date. */
  span: ComputedRef<{ since: string; until: string } | null>
  /** A filter that came by link (drill-down) and has no chip of its own kind. */
  given: ComputedRef<Filter | null>
  clear: () => void
  clearSpan: () => void
  clearGiven: () => void
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
    span: computed(() => (route.query.since && route.query.until ? { since: String(route.query.since), until: String(route.query.until) } : null)),
    given: computed(() => parse<Filter | null>(route.query.where, null)),
    clear: () => go({ q: undefined, f: undefined, own: undefined, where: undefined, since: undefined, until: undefined }),
    clearSpan: () => go({ since: undefined, until: undefined }),
    clearGiven: () => go({ where: undefined, since: undefined, until: undefined }),
  }
}

const DATES = ['business_on', 'entry_on', 'starts_at', 'paid_at', 'moved_at', 'occurred_at', 'posted_at', 'signed_at', 'created_at']

/** The date a span means on this screen: the business's own day first, else the first date in the list. */
export function dateField(screen: ScreenDef): string | null {
  const dated = (name: string): boolean => ['day', 'instant'].includes(screen.fields[name]?.type ?? '')
  return DATES.find(dated) ?? screen.views.list.columns.map((column) => column.field).find(dated) ?? null
}

function spanFilter(screen: ScreenDef, span: { since: string; until: string }): Filter[] {
  const field = dateField(screen)
  if (!field) return []
  if (screen.fields[field]?.type === 'day') return [{ [field]: { gte: span.since, lte: span.until } }]
  return [{ [field]: { gte: `${span.since}T00:00:00+07:00`, lte: `${span.until}T23:59:59.999999+07:00` } }]
}

export function whereOf(place: Place, screen: ScreenDef | undefined): Filter | null {
  const filters = screen?.search.filters ?? []
  const parts: Filter[] = [
    ...place.ready.value.flatMap((code) => filters.filter((filter) => filter.code === code).map((filter) => filter.where)),
    ...place.own.value.map(({ field, operator, value }): Filter => ({ [field]: { [operator]: value } })),
    ...(place.span.value && screen ? spanFilter(screen, place.span.value) : []),
    ...(place.given.value ? [place.given.value] : []),
  ]
  return parts.length === 0 ? null : parts.length === 1 ? parts[0]! : { and: parts }
}
