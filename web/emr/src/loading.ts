/** One asynchronous value of a screen: loading, refused or there; the newest question wins; push and language make it ask again. */
import { asProblem, bus, subscribe, type Problem } from '@aesthetix/sdk'
import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from 'vue'

export interface Loaded<T> {
  readonly data: Readonly<ShallowRef<T | null>>
  readonly problem: Readonly<ShallowRef<Problem | null>>
  readonly busy: Readonly<Ref<boolean>>
  readonly reload: () => Promise<void>
  /** Puts in what a verb has just answered, so that the screen need not ask again. */
  readonly put: (value: T) => void
}

export interface Loading {
  /** Ask again when one of these changes. The old value is dropped first. */
  readonly when?: WatchSource<unknown>
  /** Topics of change; `*` endings as the sdk knows them. */
  readonly topics?: readonly string[]
}

export function useLoaded<T>(ask: (signal: AbortSignal) => Promise<T>, options: Loading = {}): Loaded<T> {
  const data = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const busy = shallowRef(false)
  let stop = new AbortController()

  async function reload(): Promise<void> {
    stop.abort()
    const mine = new AbortController()
    stop = mine
    busy.value = true
    try {
      const answer = await ask(mine.signal)
      if (mine.signal.aborted) return
      data.value = answer
      problem.value = null
    } catch (error) {
      if (mine.signal.aborted) return
      problem.value = asProblem(error)
    } finally {
      if (stop === mine) busy.value = false
    }
  }

  let soon: ReturnType<typeof setTimeout> | undefined
  const later = (): void => {
    clearTimeout(soon)
    soon = setTimeout(() => void reload(), 120)
  }
  const leave = [...(options.topics ?? []).map((topic) => subscribe(topic, later)), bus.on('BRANCH_CHANGED', later)]
  if (options.when !== undefined) {
    watch(options.when, () => {
      data.value = null
      void reload()
    })
  }
  onScopeDispose(() => {
    clearTimeout(soon)
    stop.abort()
    for (const one of leave) one()
  })
  void reload()

  return {
    data,
    problem,
    busy,
    reload,
    put: (value) => {
      stop.abort()
      busy.value = false
      problem.value = null
      data.value = value
    },
  }
}
