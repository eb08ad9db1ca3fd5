/** What every report asks: from which day to which, of which branch. Kept in the address, so that it can be sent on. */
import { useSession } from '@aesthetix/sdk'
import { type MenuEntry, todayOn, useLocale, useMessages } from '@aesthetix/ui-kit'
import { computed, type ComputedRef, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { monthBeside } from './months'
import { messages } from './messages'

export interface Span {
  from: WritableComputedRef<string>
  to: WritableComputedRef<string>
  asOf: WritableComputedRef<string>
  branch: ComputedRef<string>
  branches: ComputedRef<MenuEntry[]>
  /** A further axis, `kind:code`; empty for all lines. */
  dimension: WritableComputedRef<string>
  /** As the server wants it. */
  query: ComputedRef<{ from: string; to: string; branch: string | undefined }>
  /** The same with the axis, for the reports that know it. */
  along: ComputedRef<{ from: string; to: string; branch: string | undefined; dimension: string | undefined }>
  set: (change: Record<string, string | undefined>) => void
  month: (by: number) => void
}

export function useSpan(): Span {
  const t = useMessages(messages)
  const { locale } = useLocale()
  const session = useSession()
  const route = useRoute()
  const router = useRouter()
  const today = todayOn()
  const set = (change: Record<string, string | undefined>): void => void router.replace({ query: { ...route.query, ...change } })
  const asked = (name: string, otherwise: string): WritableComputedRef<string> => computed({ get: () => String(route.query[name] ?? otherwise), set: (value: string) => set({ [name]: value || undefined }) })
  const from = asked('from', `${today.slice(0, 8)}01`)
  const to = asked('to', today)
  const branch = computed(() => String(route.query.branch ?? 'all'))
  const dimension = asked('dimension', '')
  const query = computed(() => ({ from: from.value, to: to.value, branch: branch.value === 'all' ? undefined : branch.value }))
  return {
    from,
    to,
    dimension,
    asOf: to,
    branch,
    branches: computed(() => [{ key: 'all', label: t('all_branches'), on: branch.value === 'all' }, ...(session.user.value?.branches ?? []).map((one) => ({ key: String(one.id), label: locale.value === 'th' ? one.name_th || one.name : one.name, on: branch.value === String(one.id) }))]),
    query,
    along: computed(() => ({ ...query.value, dimension: dimension.value || undefined })),
    set,
    month: (by) => set(monthBeside(from.value, by, today)),
  }
}
