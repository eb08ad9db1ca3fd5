import type { ModuleInfo } from '@aesthetix/sdk'

export interface AppInfo extends Omit<ModuleInfo, 'state'> {
  state: 'installed' | 'available' | 'archived' | 'leaving' | 'missing'
  optional: string[]
  auto_install: boolean
  is_workflow: boolean
  operation_id: number | null
}
export interface TableRows {
  module: string
  name: string
  rows: number
}
export interface Plan {
  module: string
  action: 'install' | 'uninstall'
  modules: { name: string; title: string; version: string; reason: 'requested' | 'needed' | 'bridge' }[]
  tables: TableRows[]
  rows: number
  rights: string[]
  screens: string[]
  flows: string[]
  restores: TableRows[]
  obstacles: string[]
}
export interface Operation {
  id: number
  module: string
  action: 'install' | 'uninstall'
  state: 'waiting' | 'running' | 'done' | 'failed'
  progress: number
  log: string[]
  error: string
}
