import { Problem } from '@aesthetix/sdk'
import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { computed, effectScope } from 'vue'

import { clinic, type FaceChart, type Session } from '../doors/clinic'
import { useChart } from './chart'
import { keepDraft, keptDraft } from './drafts'
import { add } from './editing'
import type { PointItem } from './model'

vi.mock('@aesthetix/sdk', async (original) => ({
  ...(await original<object>()),
  useSession: () => ({ user: computed(() => ({ id: 9 })), can: () => true }),
  subscribe: () => () => undefined,
}))
vi.mock('../doors/clinic', async (original) => {
  const real = await original<{ clinic: object }>()
  return { ...real, clinic: { ...real.clinic, charts: vi.fn(), vials: vi.fn(() => Promise.resolve([])), saveChart: vi.fn() } }
})

const point = (id: string): PointItem => ({
  id,
  type: 'point',
  x: 0.5,
  y: 0.4,
  product_id: 1,
  lot_id: 2,
  units: 2,
  site: '',
  depth: '',
  note: '',
})
const version = (no: number, items: PointItem[], over: Partial<FaceChart> = {}): FaceChart => ({
  id: no,
  session: 7,
  view: 'front',
  photo: null,
  version_no: no,
  items,
  saved_at: '2026-11-20T03:47:00Z',
  saved_by_name: 'Darin',
  ...over,
})
const session = computed(() => ({ id: 7, state: 'in_progress' }) as Session)

async function open(versions: FaceChart[]) {
  vi.mocked(clinic.charts).mockResolvedValue(versions)
  const scope = effectScope()
  const chart = scope.run(() => useChart(session))!
  await flushPromises()
  return { chart, scope }
}

beforeEach(() => vi.clearAllMocks())

describe('chart of a session', () => {
  it('opens the last version of a view', async () => {
    const { chart } = await open([version(1, [point('a')]), version(2, [point('a'), point('b')])])
    expect(chart.leaf.value.sheet.items).toHaveLength(2)
    expect(chart.dirty.value).toBe(false)
  })

  it('saves over the version it was drawn upon, and then is clean', async () => {
    const { chart } = await open([version(2, [point('a')])])
    chart.edit((now) => add(now, point('b')))
    expect(chart.dirty.value).toBe(true)
    vi.mocked(clinic.saveChart).mockResolvedValue(version(3, [point('a'), point('b')]))
    await chart.save()
    expect(vi.mocked(clinic.saveChart).mock.calls[0]?.[0]).toMatchObject({ session: 7, view: 'front', photo: null, expectedVersion: 2 })
    expect(chart.dirty.value).toBe(false)
    expect(chart.leaf.value.saved?.version_no).toBe(3)
  })

  it('sends the same key again after a broken line, a new one once more was drawn', async () => {
    const { chart } = await open([])
    chart.edit((now) => add(now, point('a')))
    vi.mocked(clinic.saveChart).mockRejectedValue(new Problem({ status: 0, code: 'network', title: '' }))
    await chart.save()
    await chart.save()
    chart.edit((now) => add(now, point('b')))
    await chart.save()
    const [first, second, third] = vi.mocked(clinic.saveChart).mock.calls.map((call) => call[1])
    expect(first).toBe(second)
    expect(third).not.toBe(first)
  })

  it('keeps mine and shows theirs when somebody saved in the meantime', async () => {
    const { chart } = await open([version(2, [point('a')])])
    chart.edit((now) => add(now, point('mine')))
    vi.mocked(clinic.saveChart).mockRejectedValueOnce(
      new Problem({ status: 412, code: 'clinic.face_chart.stale', title: 'Somebody saved' }),
    )
    vi.mocked(clinic.charts).mockResolvedValue([version(2, [point('a')]), version(3, [point('theirs')])])
    await chart.save()
    expect(chart.conflict.value?.version_no).toBe(3)
    expect(chart.leaf.value.sheet.items.map((item) => item.id)).toEqual(['a', 'mine'])
    chart.rebase()
    vi.mocked(clinic.saveChart).mockResolvedValueOnce(version(4, [point('theirs'), point('mine')]))
    await chart.save()
    const sent = vi.mocked(clinic.saveChart).mock.calls.at(-1)?.[0]
    expect(sent).toMatchObject({ expectedVersion: 3 })
    expect(sent?.items.map((item) => item.id)).toEqual(['theirs', 'mine'])
  })

  it('loses nothing where two windows save the very first version', async () => {
    const { chart } = await open([])
    chart.edit((now) => add(now, point('mine')))
    vi.mocked(clinic.saveChart).mockRejectedValueOnce(
      new Problem({ status: 412, code: 'clinic.face_chart.stale', title: 'Somebody saved' }),
    )
    vi.mocked(clinic.charts).mockResolvedValue([version(1, [point('theirs')])])
    await chart.save()
    expect(chart.leaf.value.sheet.items.map((item) => item.id)).toEqual(['mine'])
    chart.rebase()
    expect(chart.leaf.value.sheet.items.map((item) => item.id)).toEqual(['theirs', 'mine'])
    expect(chart.dirty.value).toBe(true)
  })

  it('brings back the draft that this device kept, with what others saved since then', async () => {
    keepDraft(9, 7, 'front', { base: 2, photo: null, items: [point('a'), point('draft')], kept_at: '2026-11-20T04:00:00Z' })
    const here = await open([version(2, [point('a')])])
    expect(here.chart.leaf.value.sheet.items).toHaveLength(2)
    expect(here.chart.dirty.value).toBe(true)
    const moved = await open([version(2, [point('a')]), version(3, [point('theirs')])])
    expect(moved.chart.leaf.value.sheet.items.map((item) => item.id)).toEqual(['theirs', 'draft'])
    expect(moved.chart.leaf.value.saved?.version_no).toBe(3)
    expect(moved.chart.dirty.value).toBe(true)
  })

  it('keeps the draft on leaving and drops it once saved', async () => {
    const { chart, scope } = await open([])
    chart.edit((now) => add(now, point('a')))
    scope.stop()
    expect(keptDraft(9, 7, 'front')?.items).toHaveLength(1)
    const again = await open([])
    vi.mocked(clinic.saveChart).mockResolvedValue(version(1, [point('a')]))
    await again.chart.save()
    expect(keptDraft(9, 7, 'front')).toBeNull()
  })

  it('turns to another view and to a photo without losing what is drawn', async () => {
    const { chart } = await open([])
    chart.edit((now) => add(now, point('a')))
    chart.turnTo('left', null)
    expect(chart.leaf.value.sheet.items).toHaveLength(0)
    chart.turnTo('front', 44)
    expect(chart.leaf.value.sheet.items).toHaveLength(1)
    expect(chart.leaf.value.photo).toBe(44)
    expect(chart.dirtyAnywhere.value).toBe(true)
  })
})
