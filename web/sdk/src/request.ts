/** Every call to the server goes through here: token, branch, language, one refresh on 401, refusals as Problem. */
import { asProblem, Problem, problemOf } from './problem'
import { expire, freshToken, readToken, refresh } from './token'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Query = Record<string, string | number | boolean | null | undefined>
export interface RequestOptions {
  body?: unknown
  query?: Query
  idempotencyKey?: string
  ifMatch?: number | string
  signal?: AbortSignal
  timeoutMs?: number
  anonymous?: boolean
  headers?: Record<string, string>
}

export const context = {
  branchId: (): string | null => localStorage.getItem('aesthetix.branch'),
  language: (): string => localStorage.getItem('aesthetix.language') ?? document.documentElement.lang ?? 'en',
}

export function urlOf(path: string, query?: Query): string {
  const url = path.startsWith('/') ? path : `/api/v1/${path}`
  const entries = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '')
  if (!entries.length) return url
  const search = new URLSearchParams(entries.map(([key, value]) => [key, String(value)]))
  return `${url}${url.includes('?') ? '&' : '?'}${search}`
}

function headersFor(options: RequestOptions, token: string | null): Headers {
  const headers = new Headers({ Accept: 'application/json, application/problem+json', 'Accept-Language': context.language(), ...options.headers })
  if (token) headers.set('Authorization', `Bearer ${token}`)
  const branch = context.branchId()
  if (branch) headers.set('X-Branch', branch)
  if (options.body !== undefined) headers.set('Content-Type', 'application/json')
  if (options.idempotencyKey) headers.set('Idempotency-Key', options.idempotencyKey)
  if (options.ifMatch !== undefined) headers.set('If-Match', `"${options.ifMatch}"`)
  return headers
}

async function send(method: Method, path: string, options: RequestOptions, token: string | null): Promise<Response> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? 30_000)
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
  try {
    return await fetch(urlOf(path, options.query), {
      method,
      signal,
      credentials: 'same-origin',
      headers: headersFor(options, token),
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    const code = timeout.aborted ? 'timeout' : 'network'
    throw new Problem({ status: 0, code, title: code === 'timeout' ? 'The server did not answer in time' : 'No connection to the server', detail: asProblem(error).title })
  }
}

/** The raw answer, authenticated; refuses with Problem. For downloads and for the typed client. */
export async function fetchResponse(method: Method, path: string, options: RequestOptions = {}): Promise<Response> {
  const token = options.anonymous ? null : await freshToken()
  let response = await send(method, path, options, token)
  if (response.status === 401 && !options.anonymous) {
    try {
      response = await send(method, path, options, await refresh(token ?? readToken()))
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error
    }
    if (response.status === 401) expire()
  }
  if (!response.ok) throw await problemOf(response)
  return response
}

export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const response = await fetchResponse(method, path, options)
  if (response.status === 204 || response.headers.get('Content-Length') === '0') return undefined as T
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as T
}

/** Saves a file answer (export) under the name the server gives. */
export async function download(path: string, options: RequestOptions = {}): Promise<void> {
  const response = await fetchResponse('GET', path, { timeoutMs: 120_000, ...options, headers: { Accept: '*/*' } })
  const disposition = response.headers.get('Content-Disposition') ?? ''
  const name = /filename\*?=(?:UTF-8'')?"?([^";]+)/i.exec(disposition)?.[1] ?? 'export'
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = decodeURIComponent(name)
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
