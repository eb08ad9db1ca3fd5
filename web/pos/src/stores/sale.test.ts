import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as doors from '../api/doors'
import type { Bootstrap, OrderRow, PatientBundle } from '../api/types'
import { satang } from '../model/money'
import { useSale } from './sale'
import { percentRate, useTill } from './till'

vi.mock('../api/doors')

const BOOT = {
  register: { id: 1, code: 'S2' },
  session: { id: 3, state: 'open', opened_at: '2026-11-20T02:00:00Z', float: '5000.00' },
  discount_limit_percent: '10.00',
  tax_codes: [{ code: 'EXEMPT', rate: '0.00', exempt: true }],
  categories: [],
  products: [
    { id: 6, code: 'PICO', kind: 'treatment', name_en: 'Pico', name_th: 'พิโค', price: '2900.00', tax_code: 'EXEMPT' },
    { id: 7, code: 'LEDR', kind: 'treatment', name_en: 'LED', name_th: 'LED', price: '890.00', tax_code: 'EXEMPT' },
  ],
  price_lists: [{ id: 8, code: 'MEMBERS', name_en: 'Members', name_th: 'สมาชิก', prices: { '6': '2500.00' } }],
  staff: [],
  company: { name: 'Lalita' },
  branch: { code: 'STN', name: 'Sathorn' },
} as unknown as Bootstrap
const PATIENT = {
  card: { id: 5, hn: 'HN-5', name: 'Natthida' },
  allergies: [{ substance: 'lidocaine', criticality: 'high' }],
  courses: [{ balance_id: 51, title: 'LED', product_ids: [7], sessions: 3, used: 1, held: 1, left: 1, expires_on: null }],
  credit: '0.00',
  drafts: [],
} as PatientBundle
const DRAFT = {
  id: 31,
  number: '',
  state: 'draft',
  total: '2900.00',
  patient_id: 5,
  _version: 1,
  _actions: [{ name: 'hold', label: 'Hold' }],
  lines: [
    {
      id: 90,
      key: 'd0',
      product_id: 6,
      quantity: '1.000',
      unit_price: '2900.00',
      discount_amount: '0.00',
      stock_issued: true,
      shares: [{ staff_id: 2, percent: '100.00', role: 'performer' }],
      cover: null,
    },
    {
      id: 91,
      key: 'd1',
      product_id: 7,
      quantity: '1.000',
      unit_price: '0.00',
      cover: { kind: 'course', balance_id: 51, title: 'LED', session: 2, sessions: 3 },
      shares: [],
    },
  ],
} as unknown as OrderRow

describe('sale in hand', () => {
  beforeEach(async () => {
    vi.resetAllMocks()
    setActivePinia(createPinia())
    vi.mocked(doors.loadBootstrap).mockResolvedValue(BOOT)
    vi.mocked(doors.loadPatient).mockResolvedValue(PATIENT)
    vi.mocked(doors.loadOrder).mockResolvedValue(DRAFT)
    await useTill().load()
    useSale().restore()
  })

  it("takes up a visit with its covered lines and the patient's allergies", async () => {
    const sale = useSale()
    await sale.takeOrder(31)
    expect(sale.totals.total).toBe(satang('2900'))
    expect(sale.cart.lines.map((line) => [line.key, line.quantity, line.stockIssued, line.cover?.balanceId ?? null])).toEqual([
      ['d0', '1', true, null],
      ['d1', '1', false, 51],
    ])
    expect(sale.allergies).toEqual([{ substance: 'lidocaine', high: true }])
    expect(sale.saleId).toBe('#31')
  })

  it('uses no more sessions than are left', async () => {
    const sale = useSale()
    await sale.choosePatient(5)
    const course = PATIENT.courses[0]!
    expect(sale.useCourse(course)).toBe(true)
    expect(sale.useCourse(course)).toBe(false)
    expect(sale.totals.total).toBe(0)
    sale.returnCourse(51)
    expect(sale.isEmpty).toBe(true)
  })

  it('drops covered lines with the patient who owns them', async () => {
    const sale = useSale()
    await sale.choosePatient(5)
    sale.useCourse(PATIENT.courses[0]!)
    sale.dropPatient()
    expect(sale.isEmpty).toBe(true)
  })

  it('sells by a price list until the next sale, and tells the server which', async () => {
    const till = useTill()
    const sale = useSale()
    sale.add(till.productOf(6)!)
    sale.add(till.productOf(7)!)
    sale.sellBy(8)
    expect(sale.totals.total).toBe(satang('3390'))
    expect(till.productOf(6)?.price).toBe(satang('2500'))
    vi.mocked(doors.saveOrder).mockResolvedValue({ ...DRAFT, _actions: [] } as OrderRow)
    await sale.saveDraft()
    expect(vi.mocked(doors.saveOrder).mock.calls[0]?.[0].price_list).toBe(8)
    sale.sellBy(null)
    expect(sale.totals.total).toBe(satang('3790'))
    sale.sellBy(8)
    sale.clear()
    expect([till.priceList, till.productOf(6)?.price]).toEqual([null, satang('2900')])
  })

  it('takes up the price list of a draft while it is in force', async () => {
    const sale = useSale()
    const lines = DRAFT.lines!.map((line) => (line.product_id === 6 ? { ...line, unit_price: '2500.00', standard_price: '2900.00' } : line))
    vi.mocked(doors.loadOrder).mockResolvedValue({ ...DRAFT, lines, price_list: 8 } as OrderRow)
    await sale.takeOrder(31)
    expect([useTill().priceList?.code, sale.totals.total]).toEqual(['MEMBERS', satang('2500')])
    vi.mocked(doors.loadOrder).mockResolvedValue({ ...DRAFT, lines, price_list: 9 } as OrderRow)
    await sale.takeOrder(31)
    expect([useTill().priceList, sale.totals.total]).toEqual([null, satang('2900')])
  })

  it('gives what was approved while the sale was put aside', async () => {
    const sale = useSale()
    const approved = { id: 9, state: 'approved', percent: '20.00', reason: 'long wait', requested_at: '2026-11-20T08:00:00Z' }
    vi.mocked(doors.loadOrder).mockResolvedValue({ ...DRAFT, discount_request: approved } as OrderRow)
    await sale.takeOrder(31)
    expect(sale.totals.total).toBe(satang('2320'))
  })

  it('asks a manager, waits, and takes what was approved', async () => {
    const sale = useSale()
    const product = useTill().productOf(6)
    if (product) sale.add(product)
    const order = { ...DRAFT, id: 40, lines: [] }
    vi.mocked(doors.saveOrder).mockResolvedValue(order)
    const asked = { id: 9, state: 'requested', percent: '20.00', reason: 'Promised by phone' }
    vi.mocked(doors.actOnOrder).mockResolvedValue({ ...order, discount_request: asked } as unknown as OrderRow)
    await sale.askDiscount('20', 'Promised by phone')
    expect(sale.ask?.state).toBe('requested')
    expect(sale.totals.total).toBe(satang('2900'))
    vi.mocked(doors.loadOrder).mockResolvedValue({
      ...order,
      discount_request: { ...asked, state: 'approved', decided_by_name: 'Natcha' },
    } as unknown as OrderRow)
    await sale.refreshAsk()
    expect(sale.totals.total).toBe(satang('2320'))
    expect(sale.overLimit).toBe(false)
    expect(sale.ask?.decidedBy).toBe('Natcha')
  })

  it('hears nothing more of a request once the sale was put aside', async () => {
    const sale = useSale()
    const product = useTill().productOf(6)
    if (product) sale.add(product)
    const order = { ...DRAFT, id: 42, lines: [] }
    vi.mocked(doors.saveOrder).mockResolvedValue(order)
    const asked = { id: 9, state: 'requested', percent: '20.00', reason: 'Long wait' }
    vi.mocked(doors.actOnOrder).mockResolvedValue({ ...order, discount_request: asked } as unknown as OrderRow)
    await sale.askDiscount('20', 'Long wait')
    let answer = (_order: OrderRow): void => undefined
    vi.mocked(doors.loadOrder).mockReturnValue(new Promise((resolve) => (answer = resolve)))
    const looked = sale.refreshAsk()
    await sale.hold('Waits for her sister')
    answer({ ...order, discount_request: asked } as unknown as OrderRow)
    await looked
    expect(sale.ask).toBeNull()
  })

  it('sees a discount above the limit', () => {
    const sale = useSale()
    const product = useTill().productOf(6)
    if (product) sale.add(product)
    sale.discountOrder({ kind: 'percent', percent: '10' })
    expect(sale.overLimit).toBe(false)
    sale.discountOrder({ kind: 'percent', percent: '11' })
    expect(sale.overLimit).toBe(true)
  })

  it('puts a sale aside and starts anew', async () => {
    const sale = useSale()
    const product = useTill().productOf(6)
    if (product) sale.add(product)
    vi.mocked(doors.saveOrder).mockResolvedValue({ ...DRAFT, id: 41 })
    await sale.hold('Waits for her sister')
    expect(doors.actOnOrder).toHaveBeenCalledWith(41, 'hold', { reason: 'Waits for her sister' }, expect.any(String))
    expect(sale.isEmpty).toBe(true)
  })

  it('speaks of rates in percent', () => {
    expect([percentRate('0.07'), percentRate('7.00'), percentRate('0.00')]).toEqual(['7', '7.00', '0.00'])
  })
})
