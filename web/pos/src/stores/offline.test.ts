import { Problem } from '@aesthetix/sdk'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as doors from '../api/doors'
import type { Bootstrap } from '../api/types'
import { EMPTY_CART } from '../model/cart'
import { line, product, TAX_CODES } from '../model/sample.testing'
import { cashTender } from '../model/tenders'
import { totalsOf } from '../model/totals'
import { memoryShelf } from '../offline/memory.testing'
import { shelf } from '../offline/shelf'
import type { Device, PrintedOffline } from '../offline/types'
import { useOffline } from './offline'
import { useTill } from './till'

vi.mock('../api/doors')

const DEVICE: Device = {
  id: 1,
  register: 1,
  code: 'D1',
  series: [
    { kind: 'plain', year: 2026, prefix: 'RC-', last: 0 },
    { kind: 'abbreviated', year: 2026, prefix: 'TX-', last: 0 },
  ],
}
const BOOT = {
  register: { id: 1, code: 'S2' },
  session: { id: 3, state: 'open', opened_at: '2026-11-20T02:00:00Z', float: '0.00', business_on: '2026-11-20' },
  tax_codes: TAX_CODES,
  categories: [],
  products: [],
  staff: [],
  discount_limit_percent: '10',
  company: { name: 'Lalita' },
  branch: { code: 'STN', name: 'Sathorn' },
} as unknown as Bootstrap
const noLine = (): Problem => new Problem({ status: 0, code: 'network', title: 'No connection' })
const refused = (status: number): Problem => new Problem({ status, code: 'no', title: 'Refused' })

async function page(): Promise<ReturnType<typeof useOffline>> {
  setActivePinia(createPinia())
  vi.mocked(doors.loadBootstrap).mockResolvedValue(BOOT)
  await useTill().load()
  const offline = useOffline()
  await offline.begin()
  return offline
}

async function sell(offline: ReturnType<typeof useOffline>, kind: 'retail' | 'treatment' = 'retail'): Promise<PrintedOffline> {
  useTill().offlineSince = new Date()
  const cart = { ...EMPTY_CART, lines: [line(product('P', kind, '107.00'))] }
  const totals = totalsOf(cart, TAX_CODES)
  const tenders = [cashTender('a', totals.total, totals.total)]
  return offline.print({ cart, totals, tenders, boot: BOOT, priceList: null, cashier: { id: 5, name: 'Nid' }, patient: null, soldAt: new Date().toISOString() })
}

describe('the queue of sales without the line', () => {
  beforeEach(() => {
    vi.resetAllMocks()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    shelf.now = memoryShelf()
    vi.mocked(doors.registerDevice).mockResolvedValue(DEVICE)
    vi.mocked(doors.syncSale).mockImplementation(async (body) => ({ id: 100 + body.no, number: body.number, findings: [] }))
  })

  it('numbers the sales of a kind one after another, also for the next page', async () => {
    const first = await page()
    expect((await sell(first)).number).toBe('TX-000001')
    expect((await sell(first, 'treatment')).number).toBe('RC-000001')
    vi.mocked(doors.registerDevice).mockRejectedValue(noLine())
    const second = await page()
    expect(second.waiting).toBe(2)
    expect((await sell(second)).number).toBe('TX-000002')
  })

  it('sends in order, each once, and keeps what arrived', async () => {
    const offline = await page()
    for (let n = 0; n < 3; n += 1) await sell(offline)
    await offline.flush()
    expect(vi.mocked(doors.syncSale).mock.calls.map(([body]) => body.number)).toEqual(['TX-000001', 'TX-000002', 'TX-000003'])
    expect([offline.waiting, offline.sales.map((sale) => sale.orderId)]).toEqual([0, [101, 102, 103]])
    await offline.flush()
    expect(doors.syncSale).toHaveBeenCalledTimes(3)
  })

  it('sends the same bytes under the same key after a lost answer, from another page too', async () => {
    const offline = await page()
    await sell(offline)
    vi.mocked(doors.syncSale).mockRejectedValueOnce(noLine())
    await offline.flush()
    expect([offline.waiting, useTill().offlineSince === null]).toEqual([1, false])
    const later = await page()
    expect(later.waiting).toBe(0)
    const [first, second] = vi.mocked(doors.syncSale).mock.calls
    expect(second).toEqual(first)
  })

  it('tells the server how far its numbers are before it sends', async () => {
    const offline = await page()
    await sell(offline)
    await offline.flush()
    const used = vi.mocked(doors.registerDevice).mock.lastCall?.[0].used
    expect(used).toContainEqual({ kind: 'abbreviated', year: 2026, last: 1 })
  })

  it('keeps a refused sale in sight, lets other series pass, and hands it over as it is', async () => {
    const offline = await page()
    await sell(offline)
    await sell(offline)
    await sell(offline, 'treatment')
    vi.mocked(doors.syncSale).mockImplementation(async (body) => {
      if (body.number === 'TX-000001') throw refused(422)
      return { id: 9, number: body.number, findings: [] }
    })
    await offline.flush()
    expect(offline.sales.map((sale) => [sale.number, sale.state])).toEqual([
      ['TX-000001', 'stuck'],
      ['TX-000002', 'waiting'],
      ['RC-000001', 'sent'],
    ])
    await offline.handOver(offline.sales[0] as PrintedOffline)
    expect(vi.mocked(doors.handOverSale).mock.lastCall?.[0]).toMatchObject({ no: 1, reason: 'Refused', content: { number: 'TX-000001' } })
    expect(offline.waiting).toBe(0)
  })

  it('waits where the refusal may pass', async () => {
    const offline = await page()
    await sell(offline)
    vi.mocked(doors.syncSale).mockRejectedValueOnce(refused(409))
    await offline.flush()
    expect(offline.sales.map((sale) => [sale.state, sale.problem])).toEqual([['waiting', 'Refused']])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(offline.waiting).toBe(0)
  })

  it('takes a checkout without an answer into the queue', async () => {
    const offline = await page()
    useTill().offlineSince = new Date()
    const body = { register_session: 3, lines: [], tenders: [], expected_total: '5.00' }
    await offline.setAside({ key: 'k1', body, sentAt: new Date().toISOString() })
    vi.mocked(doors.checkout).mockResolvedValue({ id: 4, number: 'TX-9', total: '5.00', change: '0.00', receipt: {} as never })
    await offline.flush()
    expect(vi.mocked(doors.checkout).mock.calls).toEqual([[body, 'k1']])
    expect(offline.sales[0]).toMatchObject({ state: 'sent', number: 'TX-9', orderId: 4 })
  })

  it('starts from what the device kept when the server is away', async () => {
    await page()
    setActivePinia(createPinia())
    vi.mocked(doors.loadBootstrap).mockRejectedValue(noLine())
    const till = useTill()
    await till.load()
    await useOffline().begin()
    expect([till.session?.id, useOffline().hasNumbers]).toEqual([3, true])
  })
})
