/** Who is signed in, where, and what they may do. */
import { computed, reactive, readonly, type ComputedRef } from 'vue'

import { bus } from './bus'
import { request } from './request'
import { dropToken, readToken, storeToken } from './token'

export interface Branch {
  id: number
  code: string
  name: string
  name_th: string
  time_zone?: string
}
export interface Me {
  id: number
  username: string
  display_name: string
  roles: string[]
  branches: Branch[]
  branch: Branch | null
  staff_id: number | null
  language: string
  rights: string[]
}

const state = reactive<{ user: Me | null; ready: boolean }>({ user: null, ready: false })
let rights = new Set<string>()
const KEPT = 'aesthetix.me'

function adopt(me: Me): Me {
  state.user = me
  state.ready = true
  rights = new Set(me.rights)
  localStorage.setItem(KEPT, JSON.stringify(me))
  const stored = localStorage.getItem('aesthetix.branch')
  if (!me.branches.some((branch) => String(branch.id) === stored)) {
    const first = me.branch ?? me.branches[0]
    if (first) localStorage.setItem('aesthetix.branch', String(first.id))
    else localStorage.removeItem('aesthetix.branch')
  }
  return me
}

export async function loadMe(): Promise<Me> {
  return adopt(await request<Me>('GET', 'me/'))
}

/** Who it was when the server last said so, for a page that starts without it. The server decides again on every call. */
export function takeKept(): boolean {
  const text = localStorage.getItem(KEPT)
  if (!text || !readToken()) return false
  adopt(JSON.parse(text) as Me)
  return true
}

export async function signIn(username: string, password: string): Promise<Me> {
  const answer = await request<{ access: string }>('POST', 'auth/token/', { body: { username, password }, anonymous: true })
  storeToken(answer.access)
  const me = await loadMe()
  bus.emit('SESSION_STARTED')
  return me
}

export async function signOut(): Promise<void> {
  try {
    await request<void>('POST', 'auth/logout/')
  } finally {
    forget()
    bus.emit('SIGNED_OUT')
  }
}

/** Drop what this page knows; the server's session is ended by signOut or has ended already. */
export function forget(): void {
  dropToken()
  localStorage.removeItem(KEPT)
  state.user = null
  rights = new Set()
}

export async function chooseBranch(branchId: number): Promise<void> {
  localStorage.setItem('aesthetix.branch', String(branchId))
  await loadMe()
  bus.emit('BRANCH_CHANGED', { branchId })
}

export interface Session {
  user: ComputedRef<Me | null>
  branch: ComputedRef<Branch | null>
  signedIn: ComputedRef<boolean>
  can: (right: string) => boolean
  hasRole: (...roles: string[]) => boolean
}

export function useSession(): Session {
  return {
    user: computed(() => state.user as Me | null),
    branch: computed(() => {
      const me = state.user
      if (!me) return null
      const chosen = localStorage.getItem('aesthetix.branch')
      return me.branches.find((branch) => String(branch.id) === chosen) ?? me.branch
    }),
    signedIn: computed(() => state.user !== null),
    can: (right) => state.user !== null && rights.has(right),
    hasRole: (...roles) => roles.some((role) => state.user?.roles.includes(role)),
  }
}

export const sessionState = readonly(state)
export const hasToken = (): boolean => readToken() !== null
