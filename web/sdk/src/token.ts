/**
 * The access token lives five minutes in localStorage; the refresh token is a cookie no script can read.
 * One tab refreshes for all: the cookie rotates, and a second use of the old one would end the whole family.
 */
import { bus } from './bus'
import { problemOf, Problem } from './problem'

const TOKEN = 'aesthetix.access'
const MARGIN_SECONDS = 20

export const readToken = (): string | null => localStorage.getItem(TOKEN)
export const storeToken = (token: string): void => localStorage.setItem(TOKEN, token)
export const dropToken = (): void => localStorage.removeItem(TOKEN)

export function expiresAt(token: string): number {
  try {
    const part = token.split('.')[1] ?? ''
    const claims = JSON.parse(atob(part.replace(/-/g, '+').replace(/_/g, '/'))) as { exp?: number }
    return claims.exp ?? 0
  } catch {
    return 0
  }
}

export const isFresh = (token: string | null, nowSeconds = Date.now() / 1000): token is string =>
  token !== null && expiresAt(token) - MARGIN_SECONDS > nowSeconds

async function exchange(): Promise<string> {
  const response = await fetch('/api/v1/auth/refresh/', { method: 'POST', credentials: 'same-origin', headers: { Accept: 'application/json' } })
  if (!response.ok) throw await problemOf(response)
  const body = (await response.json()) as { access: string }
  storeToken(body.access)
  return body.access
}

let running: Promise<string> | null = null

/** A new access token, fetched once however many requests and tabs ask. `stale` is the token that failed. */
export function refresh(stale: string | null): Promise<string> {
  running ??= locked(async () => {
    const other = readToken()
    return other !== null && other !== stale && isFresh(other) ? other : exchange()
  }).finally(() => {
    running = null
  })
  return running
}

function locked(work: () => Promise<string>): Promise<string> {
  const locks = globalThis.navigator?.locks as LockManager | undefined
  return locks ? (locks.request('aesthetix-refresh', work) as Promise<string>) : work()
}

/** The end of a session: forget the token and tell the shell where the person was. */
export function expire(): void {
  dropToken()
  bus.emit('SESSION_EXPIRED', { returnTo: location.pathname + location.search })
}

/** The token to send, refreshed beforehand when it is about to end. */
export async function freshToken(): Promise<string | null> {
  const token = readToken()
  if (token === null || isFresh(token)) return token
  try {
    return await refresh(token)
  } catch (error) {
    if (error instanceof Problem && (error.status === 401 || error.status === 403)) expire()
    throw error
  }
}
