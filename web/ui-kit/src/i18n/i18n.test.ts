import { afterEach, describe, expect, it } from 'vitest'

import { formatDate, groupMoney } from './format'
import { setLocale } from './locale'
import { useMessages } from './messages'

afterEach(() => setLocale('en'))

describe('messages', () => {
  const t = useMessages({ en: { rows: '{n} row|{n} rows', hi: 'Hello {name}' }, th: { rows: '{n} แถว', hi: 'สวัสดี {name}' } })
  it('fills, and chooses the form by n', () => {
    expect(t('hi', { name: 'Natcha' })).toBe('Hello Natcha')
    expect([t('rows', { n: 1 }), t('rows', { n: 3 })]).toEqual(['1 row', '3 rows'])
  })
  it('follows the language', () => {
    setLocale('th')
    expect(t('rows', { n: 3 })).toBe('3 แถว')
    expect(document.documentElement.lang).toBe('th')
  })
})

describe('figures and dates', () => {
  it('groups money without a float', () => {
    expect(groupMoney('12345678901234.5')).toBe('12,345,678,901,234.50')
    expect(groupMoney('-1890')).toBe('\u22121,890.00')
    expect(groupMoney(null)).toBe('—')
  })
  it('writes Buddhist years in Thai and the clinic\'s clock everywhere', () => {
    expect(formatDate('2026-11-20', 'date', 'en')).toBe('20 Nov 2026')
    expect(formatDate('2026-11-20', 'date', 'th')).toContain('2569')
    expect(formatDate('2026-11-20T05:00:00Z', 'time', 'en')).toBe('12:00')
  })
})
