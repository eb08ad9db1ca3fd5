import { beforeEach, describe, expect, it, vi } from 'vitest'

let heard: (() => void) | undefined
vi.mock('@aesthetix/sdk', () => ({
  subscribe: (_topic: string, callback: () => void) => {
    heard = callback
    return () => { heard = undefined }
  },
}))

describe('tasks that arrive', () => {
  beforeEach(() => vi.useFakeTimers())

  it('are news only when more wait than before', async () => {
    const { useNotices, watchTasks } = await import('./notices')
    const { notices, unseen, seen } = useNotices()
    let waiting = 2
    let next = 3
    const stop = watchTasks(() => waiting, async () => { waiting = next }, () => `${waiting} wait`)
    heard!()
    heard!()
    await vi.advanceTimersByTimeAsync(400)
    expect(notices.map((one) => one.text)).toEqual(['3 wait'])
    expect(unseen.value).toBe(1)
    seen()
    next = 1
    heard!()
    await vi.advanceTimersByTimeAsync(400)
    expect(unseen.value).toBe(0)
    stop()
    vi.useRealTimers()
  })
})
