export interface Tile {
  code: string
  title: string
  definition: string
  unit: 'money' | 'count'
  icon: string
  value: string
  previous: string
  change_percent: string | null
  span: { since: string; until: string }
  previous_span: { since: string; until: string }
  series: string[]
  previous_series: string[]
  rows: string | null
  as_of: string | null
  provable: boolean
}
export interface FeedRow {
  at: string
  title: string
  detail: string
  amount: string | null
  state: string
  to: string
  icon: string
}
export interface AlertRow {
  title: string
  detail: string
  tone: 'danger' | 'warn' | 'info'
  to: string
  code: string
}
export interface AlertSource {
  code: string
  title: string
  definition: string
  count: number
  alerts: AlertRow[]
}
export interface Board {
  as_of: string
  today: string
  day: { counts: { state: string; label: string; count: number }[]; total: number; next: string } | null
  tiles: Tile[]
  alerts: AlertSource[]
  feeds: { code: string; title: string; topic: string; rows: FeedRow[] }[]
  cards: { code: string; title: string; text: string; icon: string; to: string; foot: string }[]
}
export interface Proof {
  code: string
  kept: string
  rows: string
  books: string | null
  difference: string
}
