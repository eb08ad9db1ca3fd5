/** What came in by push since the page was opened, newest first. Texts are short; the rows behind them are one click away. */
import { subscribe, type Change } from '@aesthetix/sdk'
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

/** Tasks that arrive while one works elsewhere. `refresh` answers how many wait now and what the newest is called. */
export function watchTasks(refresh: () => Promise<void>, describe: (change: Change) => string): () => void {
  return subscribe('flows.task', (change) => {
    void refresh()
    if (change) addNotice({ key: `task:${change.id}`, text: describe(change), icon: 'inbox', to: `/inbox/${change.id}` })
  })
}
