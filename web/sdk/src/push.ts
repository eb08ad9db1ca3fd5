/**
 * Server-sent changes: topic, id, version. The page refetches; nothing else travels.
 * One connection a page. After a break every subscriber is called once with `null`: "you may have missed something".
 */
import { ref, type Ref } from 'vue'

import { bus } from './bus'
import { request } from './request'
import { readToken } from './token'

export interface Change {
  topic: string
  id: number | string
  version: number
  [extra: string]: unknown
}
export type OnChange = (change: Change | null) => void
export type PushState = 'off' | 'connecting' | 'live' | 'lost'

const subscribers = new Map<string, Set<OnChange>>()
const state = ref<PushState>('off')
const since = ref<Date | null>(null)
let source: EventSource | null = null
let attempt = 0
let timer: ReturnType<typeof setTimeout> | undefined
let connecting = false

function deliver(change: Change): void {
  for (const [topic, callbacks] of subscribers) {
    if (topic === '*' || topic === change.topic || (topic.endsWith('.*') && change.topic.startsWith(topic.slice(0, -1)))) {
      for (const callback of [...callbacks]) callback(change)
    }
  }
}

function reconnected(): void {
  for (const callbacks of subscribers.values()) for (const callback of [...callbacks]) callback(null)
}

function later(): void {
  clearTimeout(timer)
  const wait = Math.min(30_000, 1_000 * 2 ** Math.min(attempt, 5)) * (0.75 + Math.random() / 2)
  attempt += 1
  timer = setTimeout(() => void connect(), wait)
}

async function connect(): Promise<void> {
  if (source || connecting || !subscribers.size || !readToken()) return
  connecting = true
  if (state.value === 'off') state.value = 'connecting'
  try {
    const { url, ticket } = await request<{ url: string; ticket: string }>('POST', 'realtime/ticket/', { timeoutMs: 10_000 })
    if (source || !subscribers.size) return
    const address = new URL(url, location.href)
    address.searchParams.set('ticket', ticket)
    const opened = new EventSource(address)
    source = opened
    opened.onopen = () => {
      const again = state.value === 'lost'
      state.value = 'live'
      since.value = null
      attempt = 0
      if (again) reconnected()
    }
    opened.addEventListener('change', (event) => deliver(JSON.parse((event as MessageEvent<string>).data) as Change))
    opened.onerror = () => lose(opened)
  } catch {
    if (state.value !== 'lost') since.value = new Date()
    state.value = 'lost'
    if (readToken()) later()
  } finally {
    connecting = false
  }
}

/** EventSource would retry with the spent ticket: close and take a new one. */
function lose(opened: EventSource): void {
  opened.close()
  if (source !== opened) return
  source = null
  if (state.value !== 'lost') since.value = new Date()
  state.value = 'lost'
  later()
}

export function disconnect(): void {
  clearTimeout(timer)
  source?.close()
  source = null
  state.value = 'off'
  attempt = 0
}

/** Hear about changes of a topic ("sales.order", "sales.*", "*"). Returns the way to stop. */
export function subscribe(topic: string, callback: OnChange): () => void {
  const set = subscribers.get(topic) ?? new Set()
  set.add(callback)
  subscribers.set(topic, set)
  if (state.value !== 'lost') void connect()
  return () => {
    set.delete(callback)
    if (!set.size) subscribers.delete(topic)
    if (!subscribers.size) disconnect()
  }
}

export function usePush(): { state: Ref<PushState>; since: Ref<Date | null> } {
  return { state, since }
}

bus.on('SESSION_STARTED', () => {
  clearTimeout(timer)
  void connect()
})
bus.on('SIGNED_OUT', disconnect)
bus.on('SESSION_EXPIRED', disconnect)
