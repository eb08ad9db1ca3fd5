import * as sdk from '@aesthetix/sdk'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useNotices } from './notices'

type Heard = Parameters<typeof sdk.subscribe>[1]

vi.mock('@aesthetix/sdk', async (original) => ({
  ...(await original<typeof sdk>()),
  subscribe: vi.fn(() => () => undefined),
  isInstalled: () => true,
  useSession: () => ({ can: () => false }),
}))

const said = (id: number): void => {
  const [[, hear]] = vi.mocked(sdk.subscribe).mock.calls as unknown as [[string, Heard]]
  hear({ topic: 'commissions.sales.order', id, version: 1 } as Parameters<Heard>[0])
}

describe('useNotices', () => {
  beforeEach(() => {
    vi.mocked(sdk.subscribe).mockClear()
    setActivePinia(createPinia())
  })

  it('knows what was said between the sale and its receipt', () => {
    const notices = useNotices()
    notices.listen()
    said(12)
    notices.watchSale(12)
    expect(notices.commission).not.toBeNull()
  })

  it('says nothing of another sale', () => {
    const notices = useNotices()
    notices.watchSale(12)
    said(13)
    expect(notices.commission).toBeNull()
    said(12)
    expect(notices.commission?.lines).toEqual([])
  })

  it('listens once, however many sales are watched', () => {
    const notices = useNotices()
    notices.listen()
    notices.watchSale(1)
    notices.watchSale(2)
    expect(sdk.subscribe).toHaveBeenCalledTimes(1)
  })
})
