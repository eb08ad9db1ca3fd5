import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'

import StatusBar from './StatusBar.vue'

const states = [
  { key: 'draft', label: 'Draft' },
  { key: 'paid', label: 'Paid' },
  { key: 'voided', label: 'Voided', branch: true },
]

describe('StatusBar', () => {
  it('marks the step and hides branches not taken', () => {
    const bar = mount(StatusBar, { props: { states, current: 'paid' } })
    expect(bar.findAll('li').map((one) => one.text())).toEqual(['Draft', 'Paid'])
    expect(bar.get('[aria-current=step]').text()).toBe('Paid')
  })
  it('shows a branch once it is taken', () => expect(mount(StatusBar, { props: { states, current: 'voided' } }).text()).toContain('Voided'))
})
