/** Where the page stands: the menu's group, the list it came from (with its place kept), the page itself. */
import { pageTitle } from '@aesthetix/sdk'
import { useLocale } from '@aesthetix/ui-kit'
import { computed, reactive, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'

import { useShell } from './store'

export interface Crumb {
  label: string
  to?: string
}
/** Last address of each list, with filters and page: going up returns to the same place. */
export const lastPlaces = reactive<Record<string, string>>({})

export function useCrumbs(): ComputedRef<Crumb[]> {
  const route = useRoute()
  const shell = useShell()
  const { locale } = useLocale()
  return computed(() => {
    const listPath = route.path.replace(/^\/form\/([^/]+).*/, '/list/$1')
    const entries = shell.menu.flatMap((group) => group.items.map((item) => ({ group, item })))
    const found = entries.filter(({ item }) => listPath === item.to || listPath.startsWith(`${item.to}/`)).sort((a, b) => b.item.to.length - a.item.to.length)[0]
    const title = (route.meta.title as { en: string; th: string } | undefined)?.[locale.value]
    const own = pageTitle.value || (found && route.path === found.item.to ? found.item.label : title) || found?.item.label || ''
    const crumbs: Crumb[] = []
    if (found) crumbs.push({ label: found.group.label })
    if (found && route.path !== found.item.to) crumbs.push({ label: found.item.label, to: lastPlaces[found.item.to] ?? found.item.to })
    if (own && crumbs.at(-1)?.label !== own) crumbs.push({ label: own })
    return crumbs
  })
}
