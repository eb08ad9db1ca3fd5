import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'

import Modal from './Modal.vue'

const wrappers: { unmount: () => void }[] = []
afterEach(() => wrappers.splice(0).forEach((one) => one.unmount()))
async function open(props: Record<string, unknown> = {}) {
  const wrapper = mount(Modal, { props: { open: true, title: 'Void the sale', ...props }, slots: { default: '<input aria-label="Reason">' }, attachTo: document.body })
  wrappers.push(wrapper)
  await nextTick()
  await nextTick()
  return { wrapper, dialog: document.querySelector<HTMLElement>('[role=dialog]')! }
}

describe('Modal', () => {
  it('is a dialog named by its title', async () => {
    const { dialog } = await open()
    expect(document.getElementById(dialog.getAttribute('aria-labelledby')!)?.textContent).toBe('Void the sale')
  })
  it('closes on Escape', async () => {
    const { wrapper, dialog } = await open()
    dialog.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    await nextTick()
    expect(wrapper.emitted('update:open')).toEqual([[false]])
  })
  it('stays open on Escape when only its buttons may close it', async () => {
    const { wrapper, dialog } = await open({ persistent: true })
    dialog.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
    await nextTick()
    expect(wrapper.emitted('update:open')).toBeUndefined()
  })
})
