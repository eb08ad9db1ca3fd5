export interface Person {
  id: number
  name: string
}
export interface ProcessLine {
  id: number
  title: string
  flow: string
  flow_title: string
  subject: string
  branch_id: number
  state: 'running' | 'done' | 'cancelled'
  started_at: string
  finished_at: string | null
}
export interface Task {
  id: number
  node: string
  title: string
  state: 'open' | 'assigned' | 'working' | 'done' | 'cancelled' | 'error'
  kind: 'decision' | 'link' | 'job' | 'automatic'
  link: string
  choices: { name: string; label: string }[]
  choice: string
  note: string
  error: string
  owner: Person | null
  created_at: string
  started_at: string | null
  finished_at: string | null
  due_at: string | null
  overdue: boolean
  process: ProcessLine
  facts: { label: string; value: string }[]
  _actions: { name: string; label: string }[]
}
export interface TaskList {
  count: number
  counts: { inbox: number; queue: number }
  results: Task[]
}
export interface Picture {
  title: string
  svg: string
  steps: { node: string; title: string; state: string; at: string; by: Person | null }[]
}
