import { describe, expect, it } from 'vitest'
import { type ChartItem, decimalText, normalised, parsed } from './model'

describe('model', () => {
  it('leaves the browser as fractions 0..1 and decimal strings', () => {
    const items: ChartItem[] = [
      {
        id: 'p',
        type: 'point',
        x: 1.2,
        y: 0.123456789,
        product_id: 3,
        lot_id: 9,
        units: 0.1 + 0.2,
        site: 'chin',
        depth: 'dermal',
        note: '',
      },
      { id: 's', type: 'stroke', tool: 'pen', color: 'cat-2', width: 0.005, points: [[-0.2, 0.5, 0.333333]] },
      { id: 't', type: 'text', x: 0.5, y: 0.5, text: 'x'.repeat(300) },
    ]
    const [point, stroke, text] = normalised(items)
    expect(point).toMatchObject({ x: 1, y: 0.12346, units: '0.3' })
    expect(stroke).toMatchObject({ points: [[0, 0.5, 0.33]] })
    expect(String(text?.['text'])).toHaveLength(200)
  })

  it('reads back what it wrote', () => {
    const items: ChartItem[] = [
      {
        id: 'p',
        type: 'point',
        x: 0.5,
        y: 0.384,
        product_id: 3,
        lot_id: 9,
        units: 4,
        site: 'glabella',
        depth: 'intramuscular',
        note: 'slow',
      },
      {
        id: 's',
        type: 'stroke',
        tool: 'marker',
        color: 'cat-1',
        width: 0.01,
        points: [
          [0.1, 0.2, 0.5],
          [0.3, 0.4, 0.9],
        ],
      },
      {
        id: 'a',
        type: 'area',
        points: [
          [0.1, 0.1],
          [0.2, 0.1],
          [0.2, 0.2],
        ],
        product_id: 7,
      },
      { id: 't', type: 'text', x: 0.5, y: 0.6, text: 'no lidocaine' },
    ]
    expect(parsed(JSON.parse(JSON.stringify(normalised(items))))).toEqual(items)
  })

  it('leaves out what it does not know instead of breaking', () => {
    expect(parsed([null, 4, { type: 'circle' }, { type: 'area', points: [[0, 0]] }, { type: 'stroke', points: [] }, 'x'])).toEqual([])
    expect(parsed(undefined)).toEqual([])
  })

  it('writes doses without trailing noughts and never below nought', () => {
    expect(decimalText(4)).toBe('4')
    expect(decimalText(0.25)).toBe('0.25')
    expect(decimalText(-1)).toBe('0')
    expect(decimalText(Number.NaN)).toBe('0')
  })
})
