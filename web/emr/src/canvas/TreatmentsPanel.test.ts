import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { clinic, type Charge } from '../doors/clinic'
import { others } from '../doors/others'
import TreatmentsPanel from './TreatmentsPanel.vue'

const charge = (over: Partial<Charge>): Charge => ({
  id: 1,
  product: 22,
  product_name: 'Pico laser toning',
  product_name_th: 'พิโคเลเซอร์โทนนิ่ง',
  quantity: '1.00',
  unit_price: '2900.00',
  source: 'treatment',
  cover_label: '',
  state: 'planned',
  ...over,
})
let view: VueWrapper | undefined

async function shown(charges: Charge[], readonly = false): Promise<VueWrapper> {
  vi.spyOn(clinic, 'charges').mockResolvedValue(charges)
  view = mount(TreatmentsPanel, { props: { session: 7, readonly }, attachTo: document.body, global: { stubs: { RefusalNote: true } } })
  await flushPromises()
  return view
}

beforeEach(() => vi.restoreAllMocks())
afterEach(() => view?.unmount())

describe('treatments of a session', () => {
  it('says what is chosen and takes it off again', async () => {
    const remove = vi.spyOn(clinic, 'removeCharge').mockResolvedValue(undefined)
    const panel = await shown([charge({})])
    expect(panel.get('[data-charge="22"]').text()).toContain('Pico laser toning')
    expect(panel.get('[data-charge="22"]').text()).toContain('2,900.00')
    await panel.get('[data-charge="22"] button').trigger('click')
    expect(remove).toHaveBeenCalledWith(7, 1)
  })

  it('says after the signature what a course pays, what is counted by the unit, and changes nothing', async () => {
    const panel = await shown(
      [
        charge({ state: 'billable', cover_label: 'Pico laser toning ×6 1/6' }),
        charge({ id: 2, product: 60, product_name: 'Botulinum toxin A', quantity: '8.00', unit_price: '180.00', source: 'chart', state: 'billable' }),
      ],
      true,
    )
    expect(panel.get('[data-charge="22"]').text()).toContain('×6 1/6')
    expect(panel.get('[data-charge="60"]').text()).toContain('8 × 180.00')
    expect(panel.get('[data-charge="60"]').text()).toContain('At the till')
    expect(panel.find('button').exists()).toBe(false)
    expect(panel.find('[role=combobox]').exists()).toBe(false)
  })

  it('adds what is chosen from the list', async () => {
    const add = vi.spyOn(clinic, 'addCharge').mockResolvedValue(undefined)
    vi.spyOn(others, 'treatments').mockResolvedValue([{ id: 31, code: 'PEEL', kind: 'treatment', name: 'Peel', name_th: '', unit: 'session' }])
    const panel = await shown([])
    await panel.get('[role=combobox]').trigger('focus')
    await vi.waitFor(() => expect(panel.find('[role=option]').exists()).toBe(true))
    await panel.get('[role=option]').trigger('mousedown')
    await flushPromises()
    expect(add).toHaveBeenCalledWith(7, 31)
  })
})
