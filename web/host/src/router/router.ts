import { asProblem, hasToken, loadMe, pageTitle, setTitle, takeKept, useSession } from '@aesthetix/sdk'
import { toast, useLocale, useMessages } from '@aesthetix/ui-kit'
import { watch } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'

import { routes } from './routes'

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

/** Who is it, and may they? The server decides again on every call; this only spares a page that would be empty. */
router.beforeEach(async (to) => {
  const session = useSession()
  if (to.meta.public) return true
  if (!session.signedIn.value) {
    if (!hasToken()) return { name: 'login', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
    try {
      await loadMe()
    } catch (error) {
      if (asProblem(error).status === 401) return { name: 'login', query: { next: to.fullPath, expired: '1' } }
      // The till sells on without the server: it starts as whoever was there last.
      if (!asProblem(error).unreachable || !to.path.startsWith('/pos') || !takeKept()) throw error
    }
  }
  const right = to.meta.right as string | undefined
  return right && !session.can(right) ? { name: 'no-right', query: { at: to.fullPath } } : true
})

router.afterEach((to, from) => {
  if (to.path !== from.path) setTitle('')
})

const { locale } = useLocale()
watch([pageTitle, locale, router.currentRoute], ([own, language, route]) => {
  const given = (route.meta.title as { en: string; th: string } | undefined)?.[language]
  document.title = [own || given, 'AesthetixOS'].filter(Boolean).join(' · ')
})

/** A chunk gone after a deploy would fail in silence: reload once at the target, then say so. */
const t = useMessages({ en: { gone: 'A new version is ready. Reload the page.', reload: 'Reload' }, th: { gone: 'มีเวอร์ชันใหม่ กรุณาโหลดหน้าใหม่', reload: 'โหลดใหม่' } })
function onChunkLost(target: string): void {
  const key = 'aesthetix.reloaded'
  if (Date.now() - Number(sessionStorage.getItem(key) ?? 0) > 30_000) {
    sessionStorage.setItem(key, String(Date.now()))
    location.assign(target)
  } else {
    toast({ text: t('gone'), tone: 'warn', seconds: 60, action: { label: t('reload'), run: () => location.assign(target) } })
  }
}
router.onError((error, to) => {
  if (/dynamically imported module|Importing a module script failed|preload CSS/i.test(String(error))) onChunkLost(to.fullPath)
  else {
    console.error(error)
    const problem = asProblem(error)
    toast({ text: problem.title, tone: 'danger', action: { label: t('reload'), run: () => location.assign(to.fullPath) } })
  }
})
addEventListener('vite:preloadError', (event) => {
  event.preventDefault()
  onChunkLost(location.pathname + location.search)
})
