/** vue-query behind one function: what a page reads, when it is fetched again, and what went wrong as a Problem. */
import { asProblem, subscribe, type Problem } from '@aesthetix/sdk'
import { QueryClient, useQuery } from '@tanstack/vue-query'
import { computed, onScopeDispose, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'

export const client = new QueryClient({
  defaultOptions: { queries: { staleTime: 5_000, gcTime: 300_000, retry: (count, error) => asProblem(error).unreachable && count < 1, refetchOnWindowFocus: false } },
})

export interface Fetched<T> {
  data: ComputedRef<T | undefined>
  problem: ComputedRef<Problem | null>
  /** Nothing to show yet. */
  loading: ComputedRef<boolean>
  /** Something newer is on its way. */
  fetching: ComputedRef<boolean>
  at: ComputedRef<Date>
  refetch: () => Promise<unknown>
}

export function useFetched<T>(options: { key: () => unknown[]; load: (signal: AbortSignal) => Promise<T>; topics?: MaybeRefOrGetter<string[]>; enabled?: () => boolean; keep?: boolean; every?: number }): Fetched<T> {
  const query = useQuery(
    {
      queryKey: computed(options.key),
      queryFn: ({ signal }) => options.load(signal),
      enabled: computed(() => options.enabled?.() ?? true),
      placeholderData: options.keep ? (previous: unknown) => previous as never : undefined,
      refetchInterval: options.every,
    },
    client,
  )
  const refetch = (): Promise<unknown> => query.refetch()
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void refetch(), 150)
  }
  const stops = (toValue(options.topics) ?? []).map((topic) => subscribe(topic, soon))
  onScopeDispose(() => {
    clearTimeout(timer)
    stops.forEach((stop) => stop())
  })
  return {
    data: computed(() => query.data.value as T | undefined),
    problem: computed(() => (query.error.value ? asProblem(query.error.value) : null)),
    loading: computed(() => query.isPending.value && query.data.value === undefined),
    fetching: computed(() => query.isFetching.value),
    at: computed(() => new Date(query.dataUpdatedAt.value || Date.now())),
    refetch,
  }
}
