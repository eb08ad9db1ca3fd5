/** What came in by push since the page was opened, newest first. Texts are short; the rows behind them are one click away. */
import { subscribe } from '@aesthetix/sdk'
import { reactive, ref, type Ref } from 'vue'

export interface Notice {
  key: string
  text: string
  icon: string
  to: string
  at: Date
}
const notices = reactive<Notice[]>([])
const unseen = ref(0)

export function addNotice(notice: Omit<Notice, 'at'>): void {
  const known = notices.findIndex((one) => one.key === notice.key)
  if (known >= 0) notices.splice(known, 1)
  notices.unshift({ ...notice, at: new Date() })
  if (notices.length > 20) notices.pop()
  unseen.value += 1
}

export function useNotices(): { notices: Notice[]; unseen: Ref<number>; seen: () => void } {
  return { notices, unseen, seen: () => (unseen.value = 0) }
}

/**
 * Tasks that arrive while one works elsewhere. The push names a process of the branch, not whose task it is: so count
 * again, and only what became more is news.
 */
export function watchTasks(waiting: () => number, refresh: () => Promise<void>, describe: () => string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = subscribe('flows.task', () => {
    clearTimeout(timer)
    timer = setTimeout(async () => {
      const before = waiting()
      await refresh()
      if (waiting() > before) addNotice({ key: 'tasks', text: describe(), icon: 'inbox', to: '/inbox' })
    }, 300)
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}
