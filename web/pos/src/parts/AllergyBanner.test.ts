import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import AllergyBanner from './AllergyBanner.vue'

describe('AllergyBanner', () => {
  it('names the substances and how bad it is, and is never empty', () => {
    const both = [
      { substance: 'lidocaine', high: true },
      { substance: 'latex', high: false },
    ]
    expect(mount(AllergyBanner, { props: { allergies: both } }).text()).toBe('Allergy: lidocaine (high), latex')
    expect(mount(AllergyBanner, { props: { allergies: [] } }).text()).toBe('No known allergy')
  })
})
