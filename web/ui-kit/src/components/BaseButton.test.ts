import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'

import BaseButton from './BaseButton.vue'

describe('BaseButton', () => {
  it('is a button that says its label and emits a click', async () => {
    const button = mount(BaseButton, { slots: { default: 'Pay' }, props: { variant: 'pay' } })
    expect(button.element.tagName).toBe('BUTTON')
    expect(button.attributes('type')).toBe('button')
    expect(button.classes()).toContain('btn-pay')
    await button.trigger('click')
    expect(button.emitted('click')).toHaveLength(1)
  })
  it('does nothing while loading, and says that it is busy', async () => {
    const button = mount(BaseButton, { slots: { default: 'Save' }, props: { loading: true } })
    expect(button.attributes('aria-busy')).toBe('true')
    await button.trigger('click')
    expect(button.emitted('click')).toBeUndefined()
  })
  it('speaks when it shows only an icon', () => {
    const button = mount(BaseButton, { props: { icon: 'x', label: 'Close' } })
    expect(button.attributes('aria-label')).toBe('Close')
    expect(button.attributes('title')).toBe('Close')
  })
})
