/** Minutes of the clinic's day. Bangkok knows no summer time, so a day has 1,440 of them. */
const OFFSET = 7 * 60

export function minutesOf(instant: string): number {
  const at = new Date(instant)
  return (at.getUTCHours() * 60 + at.getUTCMinutes() + OFFSET) % 1440
}

export function instantAt(day: string, minutes: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + (minutes - OFFSET) * 60_000).toISOString()
}

export const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

export function minutesFrom(text: string): number {
  const [hours = '0', minutes = '0'] = text.split(':')
  return Number(hours) * 60 + Number(minutes)
}

export function shiftDay(day: string, by: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + by)
  return at.toISOString().slice(0, 10)
}

/** Six weeks round a month, Monday first. */
export function monthGrid(month: string): string[] {
  const first = new Date(`${month.slice(0, 7)}-01T00:00:00Z`)
  const lead = (first.getUTCDay() + 6) % 7
  return Array.from({ length: 42 }, (_, at) => shiftDay(`${month.slice(0, 7)}-01`, at - lead))
}

export interface Placed<T> {
  item: T
  column: number
  columns: number
}
/** Side by side where they overlap (a lane without a room may hold several at once). */
export function place<T>(items: readonly T[], from: (item: T) => number, to: (item: T) => number): Placed<T>[] {
  const sorted = [...items].sort((a, b) => from(a) - from(b))
  const placed: Placed<T>[] = []
  let cluster: Placed<T>[] = []
  let end = -1
  const close = (): void => {
    const columns = Math.max(0, ...cluster.map((one) => one.column)) + 1
    cluster.forEach((one) => (one.columns = columns))
    cluster = []
  }
  for (const item of sorted) {
    if (from(item) >= end) close()
    const taken = new Set(cluster.filter((one) => to(one.item) > from(item)).map((one) => one.column))
    let column = 0
    while (taken.has(column)) column += 1
    const one = { item, column, columns: 1 }
    cluster.push(one)
    placed.push(one)
    end = Math.max(end, to(item))
  }
  close()
  return placed
}
