import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { satang } from '../model/money'
import CashPanel from './CashPanel.vue'

describe('CashPanel', () => {
  it('offers sums, takes keys, and says the change in notes', async () => {
    const wrapper = mount(CashPanel, { props: { left: satang('12325'), text: '' } })
    expect(wrapper.text()).toContain('Still short')
    await wrapper.findAll('.quick button')[3]?.trigger('click')
    expect(wrapper.emitted('text')?.[0]).toEqual(['13000'])
    await wrapper.setProps({ text: '13000' })
    expect(wrapper.find('[data-testid=change]').text()).toBe('฿675.00')
    expect(wrapper.find('.change em').text()).toBe('500 × 1, 100 × 1, 50 × 1, 20 × 1, 5 × 1')
    await wrapper.findAll('.keypad button')[0]?.trigger('click')
    expect(wrapper.emitted('text')?.[1]).toEqual(['130007'])
  })
})
