import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'

import ProductPanel from './ProductPanel.vue'
import type { Balance } from './totals'

const balance = (over: Partial<Balance>): Balance => ({ product_id: 1, lot_id: 2, drawn: 44, charted: 42, wasted: 2, points: 16, open: 0, ...over })
const look = () => ({ mark: { color: 'cat-1', shape: 'circle' as const }, name: 'Toxin A', unit: 'U' })
const panel = (row: Balance, readonly = false) =>
  mount(ProductPanel, { props: { balances: [row], look, lotText: () => 'LOT B25-0603', readonly }, global: { stubs: { Icon: true } } })

describe('product panel', () => {
  it('shows the sum and says nothing more where it comes out', () => {
    const view = panel(balance({}))
    expect(view.text()).toContain('Drawn44 U=Charted42 U+Wasted2 U')
    expect(view.find('.prod').classes()).not.toContain('warn')
    expect(view.text()).not.toContain('Record waste')
  })

  it('names what is missing and offers to record it as waste', async () => {
    const row = balance({ wasted: 0, open: 2 })
    const view = panel(row)
    expect(view.text()).toContain('2 U unaccounted')
    await view.findAll('button').find((button) => button.text() === 'Record waste')!.trigger('click')
    expect(view.emitted('waste')).toEqual([[row]])
  })

  it('offers to record the draw where more is charted than was drawn', async () => {
    const row = balance({ drawn: 40, wasted: 0, open: -2 })
    const view = panel(row)
    expect(view.text()).toContain('2 U more than drawn')
    await view.findAll('button').find((button) => button.text() === 'Record drawn')!.trigger('click')
    expect(view.emitted('drawn')).toEqual([[row]])
  })

  it('offers nothing to whoever may only read', () => {
    expect(panel(balance({ open: 2 }), true).findAll('button')).toHaveLength(0)
  })
})
