/** The draft of a note: kept by itself once the hand rests, said to be kept only when it is. */
import { asProblem, type Problem } from '@aesthetix/sdk'
import { onScopeDispose, reactive, ref, shallowRef, type Ref, type ShallowRef } from 'vue'

import { clinic, type Note } from './doors/clinic'

export type Keeping = 'idle' | 'waiting' | 'saving' | 'saved' | 'kept' | 'refused'

export interface NoteDraft {
  readonly text: { title: string; text: string; template: number | null }
  readonly id: Ref<number | null>
  readonly keeping: Ref<Keeping>
  readonly savedAt: Ref<string>
  readonly problem: ShallowRef<Problem | null>
  readonly open: (note: Note | null, session: number) => void
  readonly touch: () => void
  /** Saves what is not saved yet; true when the server has all of it. */
  readonly flush: () => Promise<boolean>
}

export const REST_MS = 1500
const RETRY_MS = 8000

export interface NoteDoors {
  readonly write: typeof clinic.writeNote
  readonly save: typeof clinic.saveNote
}

export function useNoteDraft(
  saved: (note: Note) => void,
  doors: NoteDoors = { write: clinic.writeNote, save: clinic.saveNote },
): NoteDraft {
  const text = reactive({ title: '', text: '', template: null as number | null })
  const id = ref<number | null>(null)
  const keeping = ref<Keeping>('idle')
  const savedAt = ref('')
  const problem = shallowRef<Problem | null>(null)
  let session = 0
  let version = 0
  let dirty = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | null = null

  function open(note: Note | null, at: number): void {
    clearTimeout(timer)
    session = at
    id.value = note?.id ?? null
    version = note?._version ?? 1
    text.title = note?.title ?? ''
    text.text = note?.text ?? ''
    text.template = note?.template ?? null
    dirty = false
    problem.value = null
    keeping.value = note ? 'saved' : 'idle'
    savedAt.value = ''
  }

  function touch(): void {
    dirty = true
    keeping.value = 'waiting'
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), REST_MS)
  }

  async function send(): Promise<boolean> {
    dirty = false
    keeping.value = 'saving'
    const body = { title: text.title.trim(), text: text.text }
    const at = session
    try {
      const note =
        id.value === null
          ? await doors.write({ session: at, ...body, ...(text.template === null ? {} : { template: text.template }) })
          : await doors.save(id.value, version, body)
      if (at !== session) return true
      id.value = note.id
      version = note._version ?? version + 1
      problem.value = null
      savedAt.value = new Date().toISOString()
      keeping.value = dirty ? 'waiting' : 'saved'
      saved(note)
      return !dirty
    } catch (error) {
      const refused = asProblem(error)
      dirty = true
      if (refused.unreachable) {
        keeping.value = 'kept'
        timer = setTimeout(() => void flush(), RETRY_MS)
      } else {
        keeping.value = 'refused'
        problem.value = refused
      }
      return false
    }
  }

  async function flush(): Promise<boolean> {
    clearTimeout(timer)
    if (running) await running
    if (!dirty || text.text.trim() === '') return !dirty || text.text.trim() === ''
    running = send()
    const done = await running
    running = null
    return done
  }

  onScopeDispose(() => {
    clearTimeout(timer)
    if (dirty) void flush()
  })

  return { text, id, keeping, savedAt, problem, open, touch, flush }
}
