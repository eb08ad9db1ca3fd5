import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'

import InputGroup from './InputGroup.vue'

describe('InputGroup', () => {
  it('ties label, error and field together', () => {
    const group = mount(InputGroup, { props: { label: 'Phone', error: 'Not a number', modelValue: 'x' } })
    const input = group.get('input')
    expect(group.get('label').attributes('for')).toBe(input.attributes('id'))
    expect(input.attributes('aria-invalid')).toBe('true')
    expect(group.get(`#${input.attributes('aria-describedby')}`).text()).toBe('Not a number')
  })
  it('keeps money as text and drops the commas', async () => {
    const group = mount(InputGroup, { props: { label: 'Amount', type: 'money', modelValue: '' } })
    await group.get('input').setValue('1,234.50')
    expect(group.emitted('update:modelValue')).toEqual([['1234.50']])
    expect(group.get('input').attributes('inputmode')).toBe('decimal')
  })
  it('becomes a text area', () => expect(mount(InputGroup, { props: { label: 'Note', type: 'textarea' } }).find('textarea').exists()).toBe(true))
})
