/** One photo on its way: a state machine without clock or network, so that every step can be tested. */

export type UploadState = 'waiting' | 'asking' | 'sending' | 'confirming' | 'checking' | 'done' | 'failed' | 'cancelled'

export interface Upload {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly state: UploadState
  readonly sent: number
  readonly photoId: number | null
  /** A refusal of the server as it was said, or a code of ours (`network`, `expired`, `type`, `size`, `rejected`). */
  readonly reason: string
  readonly detail: string
  readonly remedy: string
  readonly retryable: boolean
}

export type UploadEvent =
  | { readonly kind: 'ask' }
  | { readonly kind: 'send' }
  | { readonly kind: 'progress'; readonly sent: number }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'check'; readonly photoId: number }
  | { readonly kind: 'verified' }
  | { readonly kind: 'fail'; readonly reason: string; readonly detail?: string; readonly remedy?: string; readonly retryable: boolean }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'retry' }

const FROM: Readonly<Record<UploadEvent['kind'], readonly UploadState[]>> = {
  ask: ['waiting'],
  send: ['asking'],
  progress: ['sending'],
  confirm: ['sending'],
  check: ['confirming'],
  verified: ['checking'],
  fail: ['waiting', 'asking', 'sending', 'confirming', 'checking'],
  cancel: ['waiting', 'asking', 'sending'],
  retry: ['failed', 'cancelled'],
}

export function upload(id: string, file: { readonly name: string; readonly size: number }): Upload {
  return {
    id,
    name: file.name,
    size: file.size,
    state: 'waiting',
    sent: 0,
    photoId: null,
    reason: '',
    detail: '',
    remedy: '',
    retryable: true,
  }
}

/** An event that does not fit the state changes nothing: late progress after a cancel, a push that came twice. */
export function advanced(now: Upload, event: UploadEvent): Upload {
  if (!FROM[event.kind].includes(now.state)) return now
  switch (event.kind) {
    case 'ask':
      return { ...now, state: 'asking' }
    case 'send':
      return { ...now, state: 'sending', sent: 0 }
    case 'progress':
      return { ...now, sent: Math.min(now.size, Math.max(now.sent, event.sent)) }
    case 'confirm':
      return { ...now, state: 'confirming', sent: now.size }
    case 'check':
      return { ...now, state: 'checking', photoId: event.photoId }
    case 'verified':
      return { ...now, state: 'done' }
    case 'fail':
      return {
        ...now,
        state: 'failed',
        reason: event.reason,
        detail: event.detail ?? '',
        remedy: event.remedy ?? '',
        retryable: event.retryable,
      }
    case 'cancel':
      return { ...now, state: 'cancelled' }
    case 'retry':
      return now.retryable ? { ...now, state: 'waiting', sent: 0, photoId: null, reason: '', detail: '', remedy: '' } : now
  }
}

export function underWay(now: Upload): boolean {
  return ['waiting', 'asking', 'sending', 'confirming'].includes(now.state)
}

export function percent(now: Upload): number {
  return now.size === 0 ? 0 : Math.floor((now.sent / now.size) * 100)
}

export function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1)
}

export const PHOTO_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp']
export const LARGEST = 25 * 1_000_000

/** Said before a byte is sent; the server says it again. */
export function refusedAtOnce(file: { readonly type: string; readonly size: number }): 'type' | 'size' | null {
  if (!PHOTO_TYPES.includes(file.type)) return 'type'
  return file.size > LARGEST || file.size === 0 ? 'size' : null
}
