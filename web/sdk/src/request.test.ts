import { beforeEach, describe, expect, it, vi } from 'vitest'

import { bus } from './bus'
import { Problem } from './problem'
import { request } from './request'
import { readToken, storeToken } from './token'

const token = (secondsLeft: number, name = 'a'): string => `h.${btoa(JSON.stringify({ exp: Math.floor(Date.now() / 1000) + secondsLeft, name }))}.s`
const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
const calls: { url: string; headers: Headers; body: unknown }[] = []
let answers: ((url: string) => Response)[] = []

beforeEach(() => {
  calls.length = 0
  answers = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    calls.push({ url, headers: new Headers(init.headers), body: init.body })
    const answer = answers.shift()
    if (!answer) throw new TypeError('Failed to fetch')
    return answer(url)
  })
})

describe('request', () => {
  it('sends token, branch, language, key and version', async () => {
    storeToken(token(300))
    localStorage.setItem('aesthetix.branch', '2')
    answers = [() => json({ ok: true })]
    await request('PATCH', 'sales/orders/15/', { body: { note: 'x' }, idempotencyKey: 'k1', ifMatch: 3 })
    expect(calls[0]!.url).toBe('/api/v1/sales/orders/15/')
    expect(Object.fromEntries(calls[0]!.headers)).toMatchObject({ 'X-Branch': '2', 'Accept-Language': 'en', 'Idempotency-Key': 'k1', 'If-Match': '"3"', Authorization: expect.stringMatching(/^Bearer h\./) })
  })

  it('refreshes once for many calls whose token has run out', async () => {
    storeToken(token(1))
    answers = [() => json({ access: token(300, 'new') }), () => json(1), () => json(2)]
    expect(await Promise.all([request('GET', 'a/'), request('GET', 'b/')])).toEqual([1, 2])
    expect(calls.map((call) => call.url)).toEqual(['/api/v1/auth/refresh/', '/api/v1/a/', '/api/v1/b/'])
  })

  it('refreshes on 401 and repeats the call with the same key', async () => {
    storeToken(token(300))
    answers = [() => json({ code: 'access.token_expired', title: 'x', status: 401 }, 401), () => json({ access: token(300, 'new') }), () => json({ id: 1 })]
    expect(await request('POST', 'sales/orders/', { body: {}, idempotencyKey: 'once' })).toEqual({ id: 1 })
    expect(calls[2]!.headers.get('Idempotency-Key')).toBe('once')
  })

  it('says SESSION_EXPIRED and forgets the token when the session has ended', async () => {
    storeToken(token(1))
    const heard = vi.fn()
    const stop = bus.on('SESSION_EXPIRED', heard)
    answers = [() => json({ code: 'access.session_ended', title: 'ended', status: 401 }, 401)]
    await expect(request('GET', 'a/')).rejects.toMatchObject({ status: 401, code: 'access.session_ended' })
    expect(heard).toHaveBeenCalledOnce()
    expect(readToken()).toBeNull()
    stop()
  })

  it('keeps the session when the network is away', async () => {
    storeToken(token(300))
    await expect(request('GET', 'a/')).rejects.toMatchObject({ status: 0, code: 'network' })
    expect(readToken()).not.toBeNull()
  })

  it('turns a refusal into a Problem with its fields', async () => {
    answers = [() => json({ type: 'urn:x', title: 'Invalid', status: 422, code: 'invalid', errors: [{ field: 'phone', code: 'bad', detail: 'Not a number' }] }, 422)]
    const problem = (await request('POST', 'patients/patients/', { body: {}, anonymous: true }).catch((error: unknown) => error)) as Problem
    expect(problem).toBeInstanceOf(Problem)
    expect(problem.fieldErrors()).toEqual({ phone: 'Not a number' })
  })
})
