import { Problem } from '@aesthetix/sdk'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'

import type { Note } from './doors/clinic'
import { REST_MS, useNoteDraft, type NoteDoors } from './notes'

const note = (id: number, version: number, text: string): Note => ({
  id,
  _version: version,
  session: 7,
  title: 'Visit',
  text,
  template: null,
  written_at: '2026-11-20T05:00:00Z',
})

function setUp(over: Partial<NoteDoors> = {}) {
  const doors = {
    write: vi.fn((body: Record<string, unknown>) => Promise.resolve(note(3, 1, String(body['text'])))),
    save: vi.fn((id: number, version: number, body: Record<string, unknown>) =>
      Promise.resolve(note(id, version + 1, String(body['text']))),
    ),
    ...over,
  }
  const saved = vi.fn()
  const scope = effectScope()
  const draft = scope.run(() => useNoteDraft(saved, doors as unknown as NoteDoors))!
  return { doors, draft, saved, scope }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('note draft', () => {
  it('writes once the hand rests, then saves over the version it got', async () => {
    const { doors, draft, saved } = setUp()
    draft.open(null, 7)
    draft.text.text = 'Frown lines'
    draft.touch()
    await vi.advanceTimersByTimeAsync(REST_MS - 1)
    expect(doors.write).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(doors.write).toHaveBeenCalledOnce()
    expect(draft.keeping.value).toBe('saved')
    draft.text.text = 'Frown lines return'
    draft.touch()
    await vi.advanceTimersByTimeAsync(REST_MS)
    expect(doors.save).toHaveBeenCalledWith(3, 1, { title: '', text: 'Frown lines return' })
    expect(saved).toHaveBeenCalledTimes(2)
  })

  it('keeps what was typed while the line is down, says so, and tries again by itself', async () => {
    const down = new Problem({ status: 0, code: 'network', title: 'down' })
    const write = vi
      .fn()
      .mockRejectedValueOnce(down)
      .mockResolvedValueOnce(note(3, 1, 'x'))
    const { draft } = setUp({ write })
    draft.open(null, 7)
    draft.text.text = 'x'
    draft.touch()
    await vi.advanceTimersByTimeAsync(REST_MS)
    expect(draft.keeping.value).toBe('kept')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(write).toHaveBeenCalledTimes(2)
    expect(draft.keeping.value).toBe('saved')
  })

  it('says what the server refused and does not pretend to have saved', async () => {
    const closed = new Problem({ status: 409, code: 'clinic.treatment_session.closed', title: 'This session is closed' })
    const { draft } = setUp({ write: vi.fn().mockRejectedValue(closed) })
    draft.open(null, 7)
    draft.text.text = 'late'
    draft.touch()
    expect(await draft.flush()).toBe(false)
    expect(draft.keeping.value).toBe('refused')
    expect(draft.problem.value?.code).toBe('clinic.treatment_session.closed')
  })

  it('flushes on leaving, and writes nothing for an empty page', async () => {
    const { doors, draft, scope } = setUp()
    draft.open(null, 7)
    draft.touch()
    expect(await draft.flush()).toBe(true)
    expect(doors.write).not.toHaveBeenCalled()
    draft.text.text = 'last words'
    draft.touch()
    scope.stop()
    await vi.runAllTimersAsync()
    expect(doors.write).toHaveBeenCalledOnce()
  })
})
