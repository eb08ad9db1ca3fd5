import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'

import AllergyBlock from './AllergyBlock.vue'

const allergy = (substance: string, criticality: string, reaction = '') => ({ id: 1, patient: 1, substance, criticality, reaction })

describe('allergy block', () => {
  it('names the gravest allergy first, aloud, with the others beside it', () => {
    const view = mount(AllergyBlock, {
      props: { allergies: [allergy('penicillin', 'low', 'rash'), allergy('lidocaine', 'high', 'Facial swelling')], askedOn: '2026-11-20' },
    })
    expect(view.get('[role="alert"]').text()).toContain('Allergy: lidocaine (high)')
    expect(view.text()).toContain('Facial swelling. Also penicillin (low): rash')
  })

  it('says quietly that none is known, and since when', () => {
    const view = mount(AllergyBlock, { props: { allergies: [], askedOn: '2026-11-20' } })
    expect(view.find('[role="alert"]').exists()).toBe(false)
    expect(view.text()).toContain('No known allergy')
    expect(view.text()).toContain('20 Nov 2026')
  })

  it('asks to be asked where nobody asked yet, and is never empty', async () => {
    const view = mount(AllergyBlock, { props: { allergies: [], askedOn: null, mayAsk: true } })
    expect(view.text()).toContain('Allergies not asked')
    await view.get('button').trigger('click')
    expect(view.emitted('ask')).toHaveLength(1)
    await view.setProps({ mayAsk: false })
    expect(view.find('button').exists()).toBe(false)
  })
})
