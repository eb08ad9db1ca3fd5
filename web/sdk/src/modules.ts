/** The contract between the shell and a room loaded at run time. Free of federation types on purpose. */
import type { RouteRecordRaw } from 'vue-router'

export const API_VERSION = 1

export interface ErpModule {
  name: string
  apiVersion: number
  routes: RouteRecordRaw[]
  menu?: { code: string; label: { en: string; th: string }; to: string; icon: string }[]
  setup?: () => void | Promise<void>
}

const KEPT = 'aesthetix.modules'

/** The list as the server last gave it, kept so that a page starts without waiting for it. */
export function keptModules(): ModuleInfo[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '[]') as ModuleInfo[]
  } catch {
    return []
  }
}

export function keepModules(modules: ModuleInfo[]): void {
  localStorage.setItem(KEPT, JSON.stringify(modules))
}

/** Whether a module serves here. A room asks before it promises what another module does. */
export function isInstalled(name: string): boolean {
  return keptModules().some((one) => one.name === name && one.state === 'installed')
}

export interface RemoteInfo {
  name: string
  entry: string
  module: string
  api_version: number
  prefix: string
  routes: string[]
}
export interface ModuleInfo {
  name: string
  title: string
  summary: string
  version: string
  category: string
  icon: string
  state: 'installed' | 'available' | 'archived'
  depends: string[]
  remote: RemoteInfo | null
}
