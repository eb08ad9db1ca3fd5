/** What the frame knows: the menu, the installed modules, how many tasks wait. */
import { asProblem, keepModules, keptModules, loadMe, type ModuleInfo, type Problem, request, useSession } from '@aesthetix/sdk'
import { useMessages } from '@aesthetix/ui-kit'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'

import { messages } from './messages'

export interface MenuItem {
  code: string
  label: string
  to: string
  icon: string
}
export interface MenuGroup {
  group: string
  label: string
  items: MenuItem[]
}
/** Apps is the shell's own screen: at the end of the back office, for whoever may read modules. */
function withApps(groups: MenuGroup[]): MenuGroup[] {
  const { can } = useSession()
  if (!can('registry.read_module')) return groups
  const t = useMessages(messages)
  const apps = { code: 'apps', label: t('apps'), to: '/apps', icon: 'blocks' }
  const others = groups.filter((group) => group.group !== 'back_office')
  const back = groups.find((group) => group.group === 'back_office') ?? { group: 'back_office', label: t('back_office'), items: [] }
  return [...others, { ...back, items: [...back.items.filter((item) => item.to !== apps.to), apps] }]
}

export const useShell = defineStore('shell', () => {
  const menu = shallowRef<MenuGroup[]>([])
  const modules = shallowRef<ModuleInfo[]>(keptModules())
  const problem = shallowRef<Problem | null>(null)
  const waiting = ref(0)
  const fresh = ref<string[]>([])
  const collapsed = ref(localStorage.getItem('aesthetix.sidebar') === 'collapsed')
  const remotes = computed(() => modules.value.filter((module) => module.state === 'installed' && module.remote).map((module) => module.remote!))

  /** After an installation the new entries shine for two seconds. */
  async function loadMenu(): Promise<void> {
    try {
      const known = new Set(menu.value.flatMap((group) => group.items.map((item) => item.code)))
      const answer = await request<{ menu: MenuGroup[] }>('GET', 'screens/')
      menu.value = withApps(answer.menu)
      problem.value = null
      if (known.size) {
        fresh.value = menu.value.flatMap((group) => group.items.map((item) => item.code)).filter((code) => !known.has(code))
        if (fresh.value.length) setTimeout(() => (fresh.value = []), 2_000)
      }
    } catch (error) {
      problem.value = asProblem(error)
    }
  }

  async function loadModules(): Promise<void> {
    try {
      const answer = await request<{ modules: ModuleInfo[] }>('GET', 'modules/')
      modules.value = answer.modules
      keepModules(answer.modules)
    } catch (error) {
      if (!modules.value.length) problem.value = asProblem(error)
    }
  }

  /** The set of modules changed: with it the rights, the menu and what a room may promise. */
  async function modulesChanged(): Promise<void> {
    await loadMe().catch(() => undefined)
    await Promise.all([loadMenu(), loadModules()])
  }

  async function loadWaiting(): Promise<void> {
    try {
      const answer = await request<{ counts: { inbox: number; queue: number } }>('GET', 'flows/tasks/', { query: { box: 'inbox', limit: 1 } })
      waiting.value = answer.counts.inbox + answer.counts.queue
    } catch {
      // Not everybody has an inbox; the count stays as it was.
    }
  }

  function setCollapsed(value: boolean): void {
    collapsed.value = value
    localStorage.setItem('aesthetix.sidebar', value ? 'collapsed' : 'open')
  }

  return { menu, modules, problem, waiting, fresh, collapsed, remotes, loadMenu, loadModules, modulesChanged, loadWaiting, setCollapsed }
})
