/** Photos of a session on their way. The check's verdict arrives by push; while one is open it is also asked for every few seconds. */
import { asProblem, subscribe } from '@aesthetix/sdk'
import { computed, onScopeDispose, shallowRef, type ComputedRef, type ShallowRef } from 'vue'

import type { ViewName } from '../canvas/model'
import { clinic } from '../doors/clinic'
import { putWithProgress, StoreRefused, Transfer, type Spoken } from './transfer'
import { refusedAtOnce, underWay, upload, type Upload } from './upload'

export interface PhotoUpload {
  readonly upload: Upload
  readonly view: ViewName
  readonly moment: 'before' | 'after'
}

export interface Uploads {
  readonly rows: ShallowRef<readonly PhotoUpload[]>
  readonly busy: ComputedRef<boolean>
  readonly take: (files: Iterable<File>, view: ViewName, moment: 'before' | 'after') => void
  readonly cancel: (id: string) => void
  readonly retry: (id: string) => void
  readonly dismiss: (id: string) => void
}

const ASK_MS = 4000

export function spoken(error: unknown): Spoken {
  if (error instanceof StoreRefused) {
    return { reason: error.status === 0 ? 'network' : 'expired', detail: '', remedy: '', retryable: true }
  }
  const problem = asProblem(error)
  if (problem.unreachable) return { reason: 'network', detail: '', remedy: '', retryable: true }
  const retryable = problem.status >= 500 || problem.status === 409 || problem.status === 429
  return { reason: problem.code, detail: problem.detail || problem.title, remedy: problem.remedy, retryable }
}

export function useUploads(session: () => number | null, arrived: () => void): Uploads {
  const transfers = new Map<string, Transfer>()
  const rows = shallowRef<readonly PhotoUpload[]>([])

  function told(id: string, now: Upload): void {
    rows.value = rows.value.map((row) => (row.upload.id === id ? { ...row, upload: now } : row))
    if (now.state === 'checking') void ask(id)
    if (now.state === 'done') {
      arrived()
      setTimeout(() => dismiss(id), 4000)
    }
  }

  function take(files: Iterable<File>, view: ViewName, moment: 'before' | 'after'): void {
    const at = session()
    if (at === null) return
    for (const file of files) {
      const id = crypto.randomUUID()
      const refused = refusedAtOnce(file)
      if (refused) {
        const failed: Upload = { ...upload(id, file), state: 'failed', reason: refused, retryable: false }
        rows.value = [...rows.value, { upload: failed, view, moment }]
        continue
      }
      const transfer = new Transfer(
        file,
        {
          ask: (one, signal) => clinic.uploadToken({ session: at, view, moment, content_type: one.type, size: one.size }, signal),
          put: putWithProgress,
          confirm: (ticket, signal) => clinic.confirmUpload(ticket.upload_id, signal),
        },
        spoken,
        (now) => told(id, now),
        id,
      )
      transfers.set(id, transfer)
      rows.value = [...rows.value, { upload: transfer.now, view, moment }]
      void transfer.run()
    }
  }

  /** What became of the photo; a state still "checking" changes nothing. */
  async function ask(id: string): Promise<void> {
    const transfer = transfers.get(id)
    const photo = transfer?.now.photoId ?? null
    if (!transfer || photo === null || transfer.now.state !== 'checking') return
    try {
      const now = await clinic.photo(photo)
      if (now.state === 'ready') transfer.heard({ state: 'ready' })
      else if (now.state === 'rejected') transfer.heard({ state: 'rejected', detail: now.reason })
    } catch {
      // The next push or the next turn of the clock asks again.
    }
  }

  const askAll = (): void => {
    for (const row of rows.value) if (row.upload.state === 'checking') void ask(row.upload.id)
  }
  const leave = subscribe('clinic.photo', askAll)
  const clock = setInterval(askAll, ASK_MS)
  onScopeDispose(() => {
    leave()
    clearInterval(clock)
    for (const transfer of transfers.values()) if (underWay(transfer.now)) transfer.cancel()
  })

  function dismiss(id: string): void {
    transfers.delete(id)
    rows.value = rows.value.filter((row) => row.upload.id !== id)
  }

  return {
    rows,
    busy: computed(() => rows.value.some((row) => underWay(row.upload))),
    take,
    cancel: (id) => {
      transfers.get(id)?.cancel()
      if (transfers.get(id)?.now.state === 'cancelled') dismiss(id)
    },
    retry: (id) => void transfers.get(id)?.retry(),
    dismiss,
  }
}
