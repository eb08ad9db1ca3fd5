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
