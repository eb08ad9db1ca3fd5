import { describe, expect, it } from 'vitest'
import { ageOf, allergiesOf, allergyIn, expiresSoon, nameOf, pipsOf } from './patient'

const COURSE = { balance_id: 1, title: 'LED', product_ids: [2], sessions: 3, used: 1, held: 1, left: 1, expires_on: '2026-11-29' }
const LIDOCAINE = allergiesOf([{ substance: 'Lidocaine', criticality: 'high' }])

describe('patient at the till', () => {
  it('finds the allergen in either name, and is not fooled by its absence', () => {
    expect(allergyIn({ nameEn: 'HA filler 1 mL, lidocaine', nameTh: '' }, LIDOCAINE)?.high).toBe(true)
    expect(allergyIn({ nameEn: 'HA filler 1 mL, no lidocaine', nameTh: '' }, LIDOCAINE)).toBeNull()
    expect(allergyIn({ nameEn: 'Lidocaine-free gel', nameTh: '' }, LIDOCAINE)).toBeNull()
    expect(allergyIn({ nameEn: 'Gel', nameTh: 'เจลยาชา' }, allergiesOf(['ยาชา']))).not.toBeNull()
    expect(allergyIn({ nameEn: 'Gel', nameTh: 'เจล' }, [])).toBeNull()
  })

  it('drains a balance from the left', () => {
    expect(pipsOf(COURSE)).toEqual(['spent', 'held', 'left'])
    expect(pipsOf({ ...COURSE, sessions: 24, used: 12, held: 0, left: 12 })).toHaveLength(12)
  })

  it('warns two weeks before the end', () => {
    expect(expiresSoon(COURSE, new Date('2026-11-20'))).toBe(true)
    expect(expiresSoon({ ...COURSE, expires_on: '2027-04-30' }, new Date('2026-11-20'))).toBe(false)
    expect(expiresSoon({ ...COURSE, expires_on: null }, new Date('2026-11-20'))).toBe(false)
  })

  it('names and ages her', () => {
    const card = { id: 1, hn: 'HN-1', name: 'ณัฐธิดา', name_th: 'ณัฐธิดา', name_latin: 'Natthida', birth_on: '1990-11-21' }
    expect([nameOf(card, 'th'), nameOf(card, 'en')]).toEqual(['ณัฐธิดา', 'Natthida'])
    expect(ageOf(card.birth_on, new Date(2026, 10, 20))).toBe(35)
    expect(ageOf(null, new Date())).toBeNull()
  })
})
