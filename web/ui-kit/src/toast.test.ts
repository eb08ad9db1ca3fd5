import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import ToastHost from './components/ToastHost.vue'
import { toast, toasts } from './toast'

beforeEach(() => toasts.splice(0))

describe('toasts', () => {
  it('go after their time, but wait under the pointer', async () => {
    vi.useFakeTimers()
    const host = mount(ToastHost)
    toast({ text: 'Saved', seconds: 1 })
    await host.trigger('pointerenter')
    await vi.advanceTimersByTimeAsync(3_000)
    expect(toasts).toHaveLength(1)
    await host.trigger('pointerleave')
    await vi.advanceTimersByTimeAsync(1_500)
    expect(toasts).toHaveLength(0)
    vi.useRealTimers()
    host.unmount()
  })
  it('undo by Ctrl Z', async () => {
    const undo = vi.fn()
    const host = mount(ToastHost, { attachTo: document.body })
    toast({ text: 'Removed', action: { label: 'Undo', run: undo } })
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }))
    expect(undo).toHaveBeenCalledOnce()
    host.unmount()
  })
})
