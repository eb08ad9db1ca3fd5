import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { emptyCount, sumOf } from '../model/drawer'
import { satang } from '../model/money'
import PiecesCount from './PiecesCount.vue'

describe('PiecesCount', () => {
  it('counts by step and by typing, and shows a locked count without controls', async () => {
    const wrapper = mount(PiecesCount, {
      props: { modelValue: emptyCount(), 'onUpdate:modelValue': (count: unknown) => wrapper.setProps({ modelValue: count as never }) },
    })
    await wrapper.find("[data-piece='1000']").setValue('14')
    await wrapper.findAll("[aria-label='0.25: One more']")[0]?.trigger('click')
    expect(sumOf(wrapper.props('modelValue'))).toBe(satang('14000.25'))
    await wrapper.setProps({ locked: true })
    expect(wrapper.find('input').exists()).toBe(false)
    expect(wrapper.text()).toContain('14,000.00')
  })
})
