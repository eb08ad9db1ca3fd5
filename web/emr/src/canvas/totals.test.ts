import { describe, expect, it } from 'vitest'
import { doseLabel, doseText, markAt } from './marks'
import type { PointItem } from './model'
import { compared } from './comparing'
import { balances, charted } from './totals'

let n = 0
function point(units: number, product = 1, over: Partial<PointItem> = {}): PointItem {
  n += 1
  return { id: `p${n}`, type: 'point', x: 0.5, y: 0.5, product_id: product, lot_id: 7, units, site: 'chin', depth: '', note: '', ...over }
}

describe('totals', () => {
  it('adds tenths without drift', () => {
    expect(charted([point(0.1), point(0.2), point(0.3)]).get('1:7')).toMatchObject({ units: 0.6, points: 3 })
  })

  it("sees the server's vials through the draft of this view", () => {
    const saved = [point(4), point(4)]
    const draft = [...saved, point(2)]
    const [row] = balances([{ product_id: 1, lot_id: 7, drawn: 44, charted: 40, wasted: 2 }], saved, draft)
    expect(row).toMatchObject({ charted: 42, wasted: 2, open: 0, points: 3 })
  })

  it('says how much of a vial is unaccounted for', () => {
    const [row] = balances([{ product_id: 1, lot_id: 7, drawn: 1, charted: 0, wasted: 0 }], [], [point(0.3), point(0.3), point(0.3)])
    expect(row?.open).toBe(0.1)
  })

  it('takes what was used as drawn where nobody recorded a draw', () => {
    const [row] = balances([{ product_id: 1, lot_id: 7, drawn: 4, charted: 3, wasted: 1, draw_recorded: false }], [point(3)], [point(5)])
    expect(row).toMatchObject({ drawn: 6, charted: 5, open: 0 })
  })

  it('shows a product that no vial was drawn for', () => {
    const [row] = balances([], [], [point(2, 5)])
    expect(row).toMatchObject({ product_id: 5, drawn: 2, charted: 2, open: 0 })
  })
})

describe('marks', () => {
  it('gives 32 products 32 different looks', () => {
    const looks = new Set(Array.from({ length: 32 }, (_, i) => `${markAt(i).color}/${markAt(i).shape}`))
    expect(looks.size).toBe(32)
  })

  it('writes units with U and millilitres without the nought', () => {
    expect(doseLabel(2.5, 'U')).toBe('2.5U')
    expect(doseLabel(0.25, 'mL')).toBe('.25')
    expect(doseText(42, 'U')).toBe('42 U')
    expect(doseText(32.5, 'U')).toBe('32.5 U')
    expect(doseText(0.9, 'mL')).toBe('0.90 mL')
  })
})

describe('comparing', () => {
  it('rings only what moved or changed in dose, and tells products and sites apart', () => {
    const before = [point(2, 1, { x: 0.2, site: 'crows_feet_right' }), point(4, 1, { site: 'glabella' }), point(0.3, 2)]
    const after = [point(2, 1, { x: 0.201, site: 'crows_feet_right' }), point(5, 1, { site: 'glabella' }), point(0.25, 3)]
    const result = compared(before, after)
    expect([...result.changed]).toEqual([after[1]?.id, after[2]?.id])
    expect(result.products).toEqual([
      { key: '1', before: 6, after: 7, change: 'more' },
      { key: '2', before: 0.3, after: 0, change: 'gone' },
      { key: '3', before: 0, after: 0.25, change: 'new' },
    ])
    expect(result.sites.find((row) => row.key === 'crows_feet_right|1')?.change).toBe('same')
  })
})
