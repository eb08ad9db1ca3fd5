import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'

import BaseTabs from './BaseTabs.vue'

const tabs = [
  { key: 'one', label: 'One' },
  { key: 'two', label: 'Two', count: 3 },
]

describe('BaseTabs', () => {
  it('shows the chosen panel and lets the arrows move the focus', async () => {
    const list = mount(BaseTabs, { props: { tabs, modelValue: 'one', label: 'Parts' }, slots: { one: 'First', two: 'Second' }, attachTo: document.body })
    const [first, second] = list.findAll('[role=tab]')
    expect(first!.attributes('aria-selected')).toBe('true')
    expect(second!.attributes('tabindex')).toBe('-1')
    expect(list.get('[role=tabpanel]').text()).toBe('First')
    ;(first!.element as HTMLElement).focus()
    await first!.trigger('keydown', { key: 'ArrowRight' })
    expect(document.activeElement).toBe(second!.element)
    await second!.trigger('click')
    expect(list.emitted('update:modelValue')).toEqual([['two']])
    list.unmount()
  })
})
