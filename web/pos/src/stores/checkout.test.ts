import { Problem } from '@aesthetix/sdk'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as doors from '../api/doors'
import type { Bootstrap } from '../api/types'
import { satang } from '../model/money'
import { cashTender } from '../model/tenders'
import { differenceIn, isUnsettled, useCheckout } from './checkout'
import { keptPending, keptSale } from './kept'
import { useSale } from './sale'
import { useTill } from './till'

vi.mock('../api/doors')

const BOOT: Bootstrap = {
  register: { id: 1, code: 'S2' },
  session: { id: 3, state: 'open', opened_at: '2026-11-20T02:00:00Z', float: '5000.00' },
  discount_limit_percent: '10.00',
  tax_codes: [{ code: 'VAT7', rate: '0.07', exempt: false }],
  categories: ['Serum'],
  products: [
    { id: 9, code: 'VC30', kind: 'retail', name_en: 'Serum', name_th: 'เซรั่ม', category: 'Serum', price: '1890.00', tax_code: 'VAT7', stock: '4' },
  ],
  staff: [],
  company: { name: 'Lalita' },
  branch: { code: 'STN', name: 'Sathorn' },
}
const ANSWER = { id: 12, number: 'TX-STN-S2-26-000001', total: '1890.00', change: '110.00', receipt: {} } as unknown as doors.CheckoutAnswer
const silent = (): Problem => new Problem({ status: 0, code: 'timeout', title: 'The server did not answer in time' })

async function sellOne(): Promise<ReturnType<typeof useCheckout>> {
  vi.mocked(doors.loadBootstrap).mockResolvedValue(BOOT)
  vi.mocked(doors.loadVisits).mockResolvedValue([])
  const till = useTill()
  await till.load()
  const sale = useSale()
  sale.restore()
  const product = till.productOf(9)
  if (product) sale.add(product)
  const checkout = useCheckout()
  checkout.begin()
  checkout.take(cashTender('a', satang('2000'), checkout.left))
  return checkout
}

describe('checkout', () => {
  beforeEach(() => {
    vi.resetAllMocks()
    setActivePinia(createPinia())
  })

  it('sends the sale once and starts the next one', async () => {
    const checkout = await sellOne()
    vi.mocked(doors.checkout).mockResolvedValue(ANSWER)
    expect(await checkout.finish()).toBe(ANSWER)
    const [body] = vi.mocked(doors.checkout).mock.calls[0] ?? []
    expect(body).toMatchObject({
      register_session: 3,
      expected_total: '1890.00',
      lines: [{ product_id: 9, quantity: '1', unit_price: '1890.00', shares: [] }],
      tenders: [{ kind: 'cash', amount: '1890.00', tendered: '2000.00' }],
    })
    expect(useSale().isEmpty).toBe(true)
    expect(checkout.pending).toBeNull()
  })

  it('sends the same bytes under the same key after a time-out, also from another page', async () => {
    const checkout = await sellOne()
    vi.mocked(doors.checkout).mockRejectedValueOnce(silent())
    expect(await checkout.finish()).toBeNull()
    expect(useTill().offlineSince).not.toBeNull()
    expect(keptPending()?.body.expected_total).toBe('1890.00')

    setActivePinia(createPinia())
    await useTill().load()
    const later = useCheckout()
    vi.mocked(doors.checkout).mockResolvedValueOnce(ANSWER)
    expect(await later.finish()).toBe(ANSWER)
    const [first, second] = vi.mocked(doors.checkout).mock.calls
    expect(second).toEqual(first)
    expect(keptPending()).toBeNull()
  })

  it('takes a new key after a plain refusal, and keeps the cart', async () => {
    const checkout = await sellOne()
    vi.mocked(doors.checkout).mockRejectedValueOnce(
      new Problem({ status: 422, code: 'sales.order.total_differs', title: 'Differs', total: '1900.00', expected_total: '1890.00' }),
    )
    await checkout.finish()
    expect(checkout.difference).toEqual({ here: satang('1890'), server: satang('1900') })
    expect(checkout.pending).toBeNull()
    expect(useSale().isEmpty).toBe(false)
    vi.mocked(doors.checkout).mockResolvedValueOnce(ANSWER)
    await checkout.finish()
    const keys = vi.mocked(doors.checkout).mock.calls.map((call) => call[1])
    expect(new Set(keys).size).toBe(2)
  })

  it('knows a refusal from silence', () => {
    expect(isUnsettled(silent())).toBe(true)
    expect(isUnsettled(new Problem({ status: 502, code: 'http.502', title: 'Bad gateway' }))).toBe(true)
    expect(isUnsettled(new Problem({ status: 409, code: 'busy', title: 'Busy' }, 1))).toBe(true)
    expect(isUnsettled(new Problem({ status: 409, code: 'inventory.out_of_stock', title: 'Out' }))).toBe(false)
    expect(differenceIn(new Problem({ status: 422, code: 'x', title: 'x' }), 100)).toBeNull()
  })

  it('starts the next sale with nothing taken', async () => {
    const checkout = await sellOne()
    expect(checkout.left).toBe(0)
    const sale = useSale()
    sale.clear()
    const product = useTill().productOf(9)
    if (product) sale.add(product)
    checkout.begin()
    expect(checkout.left).toBe(satang('1890'))
  })

  it('shows nothing of the last person to the next, and gives it back to her', async () => {
    await sellOne()
    await Promise.resolve()
    const sale = useSale()
    sale.leave()
    expect(sale.isEmpty).toBe(true)
    await Promise.resolve()
    sale.restore()
    expect(sale.cart.lines[0]?.code).toBe('VC30')
  })

  it('keeps the cart on this device until it is paid', async () => {
    await sellOne()
    await Promise.resolve()
    expect(keptSale(3)?.cart.lines[0]?.code).toBe('VC30')
  })

  it('sends the signature with sessions that a course pays for, and asks for it where the house wants it', async () => {
    const checkout = await sellOne()
    const sale = useSale()
    expect(checkout.usesCourse).toBe(false)
    const course = { balance_id: 4, title: 'Serum six', product_ids: [9], sessions: 6, used: 1, held: 0, left: 5, expires_on: null, needs_signature: true }
    sale.patient = { card: { id: 1, hn: 'HN-1', name: 'Malee' }, allergies: [], courses: [course], credit: '0.00', drafts: [] }
    sale.useCourse(course)
    expect(checkout.unsigned).toBe(true)
    checkout.signature = [[[0.1, 0.2], [0.3, 0.4]]]
    expect(checkout.unsigned).toBe(false)
    vi.mocked(doors.checkout).mockResolvedValue(ANSWER)
    await checkout.finish()
    expect(vi.mocked(doors.checkout).mock.calls[0]?.[0]).toMatchObject({ signature: [[[0.1, 0.2], [0.3, 0.4]]] })
    expect(checkout.signature).toEqual([])
  })
})
