/** Days as text, `2026-11-20`: the months beside a day, and the span before a span. */
const iso = (at: Date): string => at.toISOString().slice(0, 10)
const utc = (day: string): Date => new Date(`${day}T00:00:00Z`)

/** First and last day of the month `by` months from the one of `day`; the current month ends today. */
export function monthBeside(day: string, by: number, today: string): { from: string; to: string } {
  const at = utc(`${day.slice(0, 7)}-01`)
  at.setUTCMonth(at.getUTCMonth() + by)
  const from = iso(at)
  const to = lastOfMonth(from)
  return { from, to: to > today && from <= today ? today : to }
}
export function lastOfMonth(day: string): string {
  const at = utc(`${day.slice(0, 7)}-01`)
  at.setUTCMonth(at.getUTCMonth() + 1)
  at.setUTCDate(0)
  return iso(at)
}
/** What a span is compared with: whole months with the months before, else as many days before. */
export function spanBefore(from: string, to: string): { from: string; to: string } {
  const before = utc(from)
  before.setUTCDate(0)
  if (from.endsWith('-01') && to === lastOfMonth(to)) {
    const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1
    const start = utc(from)
    start.setUTCMonth(start.getUTCMonth() - months)
    return { from: iso(start), to: iso(before) }
  }
  const days = Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000) + 1
  const [start, end] = [utc(from), utc(from)]
  start.setUTCDate(start.getUTCDate() - days)
  end.setUTCDate(end.getUTCDate() - 1)
  return { from: iso(start), to: iso(end) }
}
/** The last day of the year before. */
export const yearBefore = (day: string): string => `${Number(day.slice(0, 4)) - 1}-12-31`
