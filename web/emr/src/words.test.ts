import { describe, expect, it } from 'vitest'

import { consented, standing, type Consent } from './doors/patients'
import { en } from './messages/en'
import { th } from './messages/th'
import { nextOf } from './plans'
import { currentOf } from './record'
import type { Session } from './doors/clinic'
import { ageOn, daysBetween, left, namesOf } from './words'

describe('words', () => {
  it('counts full years to the day', () => {
    expect(ageOn('1992-03-14', '2026-11-20')).toBe(34)
    expect(ageOn('1992-11-21', '2026-11-20')).toBe(33)
    expect(ageOn('1992-11-20', '2026-11-20')).toBe(34)
    expect(ageOn(null, '2026-11-20')).toBeNull()
    expect(ageOn('2027-01-01', '2026-11-20')).toBeNull()
  })

  it('writes the Thai name first and the Latin one beside it, once', () => {
    expect(namesOf({ name: 'x', name_th: 'ณัฐธิดา', name_latin: 'Nattida' })).toEqual({ first: 'ณัฐธิดา', second: 'Nattida' })
    expect(namesOf({ name: 'Anna', name_th: '', name_latin: 'Anna' })).toEqual({ first: 'Anna', second: '' })
  })

  it('leaves of a course what is neither used nor held', () => {
    expect(left({ id: 1, number: '', title: '', sold: 6, used: 3, held: 1, valid_until: null, state: 'active' })).toBe(2)
    expect(daysBetween('2026-11-20', '2026-11-29')).toBe(9)
  })

  it('finds the next step of a plan', () => {
    expect(nextOf({ next_on: null, starts_on: '2026-11-01', interval_days: 28, done: 1 })).toBe('2026-11-29')
    expect(nextOf({ next_on: '2026-12-01', starts_on: '2026-11-01', interval_days: 28, done: 1 })).toBe('2026-12-01')
  })

  it('says every text in Thai, with the same blanks', () => {
    const blanks = (text: string): string[] =>
      [...text.matchAll(/\{(\w+)\}/g)]
        .map((match) => match[1] ?? '')
        .filter((name) => name !== 'n')
        .sort()
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      expect(th[key], key).not.toBe('')
      expect([...new Set(blanks(th[key]))], key).toEqual([...new Set(blanks(en[key]))])
    }
  })
})

describe('consents', () => {
  const row = (id: number, purpose: string, given: boolean, recorded_at: string, channel = ''): Consent => ({
    id,
    patient: 1,
    purpose,
    channel,
    document_version: '1',
    given,
    evidence: 'paper',
    evidence_note: '',
    approval_number: '',
    recorded_at,
  })

  it('takes the last word of each purpose, by time and not by order', () => {
    const rows = [
      row(2, 'treatment', false, '2026-02-01'),
      row(1, 'treatment', true, '2026-01-01'),
      row(3, 'photo_record', true, '2026-01-01'),
    ]
    expect(consented(rows, 'treatment')).toBe(false)
    expect(consented(rows, 'photo_record')).toBe(true)
    expect(consented(rows, 'teaching')).toBe(false)
  })

  it('keeps marketing apart by channel', () => {
    const known = standing([row(1, 'marketing', true, '2026-01-01', 'line'), row(2, 'marketing', false, '2026-02-01', 'sms')])
    expect(known.get('marketing:line')?.given).toBe(true)
    expect(known.get('marketing:sms')?.given).toBe(false)
  })
})

describe('the session under way', () => {
  const session = (id: number, state: Session['state']): Session => ({ id, state }) as Session

  it('is the one in progress, else the completed one, else the planned one, else none', () => {
    expect(currentOf([session(3, 'planned'), session(1, 'in_progress'), session(2, 'completed')])?.id).toBe(1)
    expect(currentOf([session(3, 'planned'), session(2, 'completed')])?.id).toBe(2)
    expect(currentOf([session(3, 'planned'), session(4, 'planned')])?.id).toBe(4)
    expect(currentOf([session(3, 'signed'), session(4, 'cancelled')])).toBeNull()
  })
})
