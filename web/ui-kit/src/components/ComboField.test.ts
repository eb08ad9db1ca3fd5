import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'

import ComboField from './ComboField.vue'

const options = [
  { value: 1, label: 'Botulinum toxin' },
  { value: 2, label: 'HA filler' },
]

describe('ComboField', () => {
  it('filters, moves by arrows, chooses by Enter', async () => {
    const field = mount(ComboField, { props: { label: 'Product', options } })
    const input = field.get('input')
    expect(input.attributes('role')).toBe('combobox')
    await input.trigger('focus')
    expect(input.attributes('aria-expanded')).toBe('true')
    await input.setValue('fil')
    expect(field.findAll('[role=option]').map((one) => one.text())).toEqual(['HA filler'])
    await input.trigger('keydown', { key: 'Enter' })
    expect(field.emitted('update:modelValue')).toEqual([[2]])
    expect(field.emitted('choose')![0]).toEqual([options[1]])
  })
  it('asks the server and keeps only the newest answer', async () => {
    vi.useFakeTimers()
    const search = vi.fn(async (text: string) => [{ value: 9, label: `found ${text}` }])
    const field = mount(ComboField, { props: { label: 'Patient', search } })
    await field.get('input').setValue('a')
    await field.get('input').setValue('ab')
    await vi.advanceTimersByTimeAsync(200)
    vi.useRealTimers()
    await flushPromises()
    expect(search).toHaveBeenCalledExactlyOnceWith('ab')
    expect(field.get('[role=option]').text()).toBe('found ab')
  })
})
