import { mount, type VueWrapper } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { EMPTY_CART, lineFor } from '../model/cart'
import { product } from '../model/sample.testing'
import { indexOf } from '../model/search'
import SmartCourseGrid from './SmartCourseGrid.vue'

const PRODUCTS = [
  product('TXUF', 'treatment', '9900', { nameEn: 'Toxin upper face', category: 'toxin', durationMinutes: 30 }),
  product('HAFL', 'treatment', '13900', { nameEn: 'Filler with lidocaine', category: 'filler' }),
  product('PICO', 'treatment', '2900', { nameEn: 'Pico laser', category: 'laser' }),
  product('MUP5', 'drug', '120', { nameEn: 'Mupirocin', category: 'drug', stock: 3 }),
  product('TRET', 'drug', '350', { nameEn: 'Tretinoin', category: 'drug', stock: 0 }),
]
const CATEGORIES = [
  { code: 'toxin', nameEn: 'Toxin', nameTh: 'โบทูลินัม' },
  { code: 'filler', nameEn: 'Filler', nameTh: 'ฟิลเลอร์' },
]

function grid(more: Record<string, unknown> = {}): VueWrapper {
  const props = { catalogue: indexOf(PRODUCTS), categories: CATEGORIES, cart: EMPTY_CART, allergies: [], ownedProducts: new Set<number>(), ...more }
  return mount(SmartCourseGrid, { props, attachTo: document.body })
}

const codes = (wrapper: VueWrapper): string[] => wrapper.findAll('.tile').map((tile) => tile.attributes('data-code') ?? '')

describe('SmartCourseGrid', () => {
  it('shows a kind and narrows it to a category', async () => {
    const wrapper = grid()
    expect(codes(wrapper)).toEqual(['TXUF', 'HAFL', 'PICO'])
    await wrapper.findAll('.categories button')[1]?.trigger('click')
    expect(codes(wrapper)).toEqual(['TXUF'])
    await wrapper.find('#kind-drug').trigger('click')
    expect(codes(wrapper)).toEqual(['MUP5', 'TRET'])
  })

  it('searches the whole catalogue and takes the first with Enter', async () => {
    const wrapper = grid()
    const field = wrapper.find('input')
    await field.setValue('mup')
    expect(codes(wrapper)).toEqual(['MUP5'])
    await field.trigger('keydown', { key: 'Enter' })
    expect(wrapper.emitted('choose')?.[0]).toEqual([PRODUCTS[3]])
    await field.setValue('nothing at all')
    expect(wrapper.text()).toContain('Nothing found for “nothing at all”')
  })

  it('marks stock, allergy, ownership and what is in the cart, in words', async () => {
    const pico = PRODUCTS[2]!
    const wrapper = grid({
      allergies: [{ substance: 'lidocaine', high: true }],
      ownedProducts: new Set([pico.id]),
      cart: { lines: [{ ...lineFor(PRODUCTS[0]!, 'a'), quantity: '2' }], orderDiscount: null },
    })
    expect(wrapper.find('[data-code=HAFL]').text()).toContain('Allergy')
    expect(wrapper.find('[data-code=PICO]').text()).toContain('Owned')
    expect(wrapper.find('[data-code=TXUF]').text()).toContain('2 in the cart')
    await wrapper.find('#kind-drug').trigger('click')
    expect(wrapper.find('[data-code=MUP5]').text()).toContain('3 left')
    expect(wrapper.find('[data-code=TRET]').text()).toContain('Out')
    expect(wrapper.find('[data-code=TRET]').attributes('aria-disabled')).toBe('true')
  })

  it('moves between kinds with the arrow keys', async () => {
    const wrapper = grid()
    await wrapper.find('#kind-treatment').trigger('keydown', { key: 'ArrowLeft' })
    expect(wrapper.find('#kind-course').attributes('aria-selected')).toBe('true')
  })
})
