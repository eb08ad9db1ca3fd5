/** Figures and dates as the reader writes them. Money stays text: no sum ever passes through a float. */
import { intlTag, useLocale, type Locale } from './locale'

export const MINUS = '\u2212'
let timeZone = 'Asia/Bangkok'
export const setTimeZone = (zone: string): void => {
  timeZone = zone
  cache.clear()
}
export const currentTimeZone = (): string => timeZone

const cache = new Map<string, Intl.DateTimeFormat>()
function formatter(locale: Locale, options: Intl.DateTimeFormatOptions, zone: string): Intl.DateTimeFormat {
  const key = locale + zone + JSON.stringify(options)
  let found = cache.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(intlTag(locale), { ...options, timeZone: zone, hourCycle: 'h23' })
    cache.set(key, found)
  }
  return found
}

/** "1234.5" -> "1,234.50"; keeps every satang of the text it was given. */
export function groupMoney(value: string | number | null | undefined, digits = 2): string {
  if (value === null || value === undefined || value === '') return '\u2014'
  const text = typeof value === 'number' ? value.toFixed(digits) : value
  const negative = text.startsWith('-')
  const [whole = '0', part = ''] = text.replace(/^-/, '').split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  const fraction = digits > 0 ? '.' + part.padEnd(digits, '0').slice(0, Math.max(digits, part.replace(/0+$/, '').length)) : ''
  return (negative ? MINUS : '') + grouped + fraction
}

const FORMS = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  dayMonth: { day: 'numeric', month: 'short' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  weekday: { weekday: 'short' },
  time: { hour: '2-digit', minute: '2-digit' },
  seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  datetime: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
} satisfies Record<string, Intl.DateTimeFormatOptions>
export type DateForm = keyof typeof FORMS

const DAY = /^\d{4}-\d{2}-\d{2}$/

export function formatDate(value: string | Date | null | undefined, form: DateForm, locale: Locale): string {
  if (!value) return '\u2014'
  const isDay = typeof value === 'string' && DAY.test(value)
  const at = value instanceof Date ? value : new Date(isDay ? `${value}T00:00:00Z` : value)
  if (Number.isNaN(at.getTime())) return String(value)
  const parts = formatter(locale, FORMS[form], isDay ? 'UTC' : timeZone).formatToParts(at)
  return parts.filter((part) => part.type !== 'era').map((part) => part.value).join('').replace(/\s+/g, ' ').replace(/ at /, ' ').trim()
}

/** Today in the clinic's time zone, "2026-11-20". */
export function todayOn(at: Date = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
}

export interface Format {
  money: (value: string | number | null | undefined) => string
  number: (value: string | number | null | undefined, digits?: number) => string
  date: (value: string | Date | null | undefined, form?: DateForm) => string
}

/** Formatting bound to the current language; reactive because it reads the locale on each call. */
export function useFormat(): Format {
  const { locale } = useLocale()
  return {
    money: (value) => groupMoney(value, 2),
    number: (value, digits = 0) => groupMoney(value, digits),
    date: (value, form = 'date') => formatDate(value, form, locale.value),
  }
}
