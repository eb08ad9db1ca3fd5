import { describe, expect, it, vi } from 'vitest'
import { type Ports, StoreRefused, Transfer } from './transfer'
import { type Upload, advanced, percent, refusedAtOnce, upload } from './upload'

const file = new File([new Uint8Array(1000)], 'front.jpg', { type: 'image/jpeg' })
const ticket = { upload_id: 5, url: 'https://s3/quarantine/x', method: 'PUT', headers: { 'Content-Type': 'image/jpeg' } }

function ports(over: Partial<Ports> = {}): Ports {
  return {
    ask: vi.fn(() => Promise.resolve(ticket)),
    put: vi.fn((_t, _f, progress: (sent: number) => void) => {
      progress(400)
      progress(1000)
      return Promise.resolve()
    }),
    confirm: vi.fn(() => Promise.resolve({ id: 77 })),
    ...over,
  }
}

const speak = (error: unknown) => ({
  reason: error instanceof StoreRefused && error.status === 0 ? 'network' : 'server',
  detail: '',
  remedy: '',
  retryable: error instanceof StoreRefused,
})

describe('upload', () => {
  it('goes token, S3, confirm, and then waits for the check', async () => {
    const seen: string[] = []
    const transfer = new Transfer(file, ports(), speak, (now) => seen.push(now.state))
    await transfer.run()
    expect([...new Set(seen)]).toEqual(['asking', 'sending', 'confirming', 'checking'])
    expect(transfer.now.photoId).toBe(77)
    transfer.heard({ state: 'ready' })
    expect(transfer.now.state).toBe('done')
  })

  it('reports progress that never runs backwards or over the end', () => {
    let now: Upload = { ...upload('u', file), state: 'sending' }
    now = advanced(now, { kind: 'progress', sent: 640 })
    now = advanced(now, { kind: 'progress', sent: 200 })
    expect(percent(now)).toBe(64)
    expect(percent(advanced(now, { kind: 'progress', sent: 5000 }))).toBe(100)
  })

  it('stops sending when cancelled, and confirms nothing', async () => {
    const p = ports({
      put: (_t, _f, _p, signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))),
    })
    const transfer = new Transfer(file, p, speak, () => undefined)
    const run = transfer.run()
    await vi.waitFor(() => expect(transfer.now.state).toBe('sending'))
    transfer.cancel()
    await run
    expect(transfer.now.state).toBe('cancelled')
    expect(p.confirm).not.toHaveBeenCalled()
  })

  it('tries again after a broken line, with a new token', async () => {
    const put = vi.fn().mockRejectedValueOnce(new StoreRefused(0)).mockResolvedValueOnce(undefined)
    const p = ports({ put })
    const transfer = new Transfer(file, p, speak, () => undefined)
    await transfer.run()
    expect(transfer.now).toMatchObject({ state: 'failed', reason: 'network', retryable: true })
    await transfer.retry()
    expect(transfer.now.state).toBe('checking')
    expect(p.ask).toHaveBeenCalledTimes(2)
  })

  it('does not offer to try again what the server refused for good', async () => {
    const transfer = new Transfer(file, ports({ ask: () => Promise.reject(new Error('no consent')) }), speak, () => undefined)
    await transfer.run()
    expect(transfer.now).toMatchObject({ state: 'failed', retryable: false })
    await transfer.retry()
    expect(transfer.now.state).toBe('failed')
  })

  it('says so when the check rejects the photo', async () => {
    const transfer = new Transfer(file, ports(), speak, () => undefined)
    await transfer.run()
    transfer.heard({ state: 'rejected', detail: 'not a photo' })
    expect(transfer.now).toMatchObject({ state: 'failed', reason: 'rejected', detail: 'not a photo', retryable: false })
  })

  it('ignores a push that came twice and progress after a cancel', () => {
    const done: Upload = { ...upload('u', file), state: 'done' }
    expect(advanced(done, { kind: 'verified' })).toBe(done)
    const cancelled: Upload = { ...upload('u', file), state: 'cancelled' }
    expect(advanced(cancelled, { kind: 'progress', sent: 3 })).toBe(cancelled)
  })

  it('refuses what is no photo before a byte is sent', () => {
    expect(refusedAtOnce({ type: 'application/pdf', size: 10 })).toBe('type')
    expect(refusedAtOnce({ type: 'image/jpeg', size: 0 })).toBe('size')
    expect(refusedAtOnce({ type: 'image/jpeg', size: 26_000_000 })).toBe('size')
    expect(refusedAtOnce({ type: 'image/webp', size: 10 })).toBeNull()
  })
})
