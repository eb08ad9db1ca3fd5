import { describe, expect, it } from 'vitest'
import { perUnit, unitWord } from './unit'

describe('units', () => {
  it('stand beside the price of what is measured, and of nothing else', () => {
    expect(perUnit('U', 'en')).toBe('/U')
    expect(perUnit('U', 'th')).toBe('/ยูนิต')
    expect(perUnit('bottle', 'en')).toBe('')
    expect(perUnit('', 'th')).toBe('')
  })

  it('keep the catalogue’s word where there is no other', () => {
    expect([unitWord('bottle', 'th'), unitWord('bottle', 'en'), unitWord('ampoule', 'th')]).toEqual(['ขวด', 'bottle', 'ampoule'])
  })
})
