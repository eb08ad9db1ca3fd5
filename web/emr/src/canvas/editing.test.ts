import { describe, expect, it } from 'vitest'
import { add, change, redo, remove, replaced, sheet, undo } from './editing'
import type { PointItem } from './model'

function point(id: string, x = 0.5): PointItem {
  return { id, type: 'point', x, y: 0.4, product_id: 1, lot_id: 2, units: 4, site: '', depth: 'intramuscular', note: '' }
}

describe('editing', () => {
  it('undoes and redoes what was added, in order', () => {
    const two = add(add(sheet([]), point('a')), point('b'))
    const one = undo(two)
    expect(one.items.map((item) => item.id)).toEqual(['a'])
    expect(redo(one).items.map((item) => item.id)).toEqual(['a', 'b'])
    expect(undo(undo(one)).items).toEqual([])
  })

  it('puts a removed annotation back where it was', () => {
    const three = sheet([point('a'), point('b'), point('c')])
    expect(undo(remove(three, 'b')).items.map((item) => item.id)).toEqual(['a', 'b', 'c'])
  })

  it('forgets what was undone once something new is done', () => {
    const now = add(undo(add(sheet([]), point('a'))), point('b'))
    expect(redo(now)).toBe(now)
  })

  it('undoes ten nudges of one pin as one', () => {
    let now = sheet([point('a', 0.5)])
    for (let i = 1; i <= 10; i += 1) now = change(now, point('a', 0.5 + i / 1000), 'nudge:a')
    expect(now.done).toHaveLength(1)
    expect((undo(now).items[0] as PointItem).x).toBe(0.5)
    expect((redo(undo(now)).items[0] as PointItem).x).toBe(0.51)
  })

  it('keeps nudges of different pins apart', () => {
    const now = change(change(sheet([point('a'), point('b')]), point('a', 0.6), 'nudge:a'), point('b', 0.6), 'nudge:b')
    expect(now.done).toHaveLength(2)
  })

  it('brings everything back after a reset', () => {
    const full = sheet([point('a'), point('b'), point('c')])
    const empty = replaced(full, [])
    expect(empty.items).toEqual([])
    expect(undo(empty).items).toEqual(full.items)
    expect(redo(undo(empty)).items).toEqual([])
  })

  it('leaves the chart alone when there is nothing to undo, remove or change', () => {
    const now = sheet([point('a')])
    expect(undo(now)).toBe(now)
    expect(remove(now, 'z')).toBe(now)
    expect(change(now, point('z'))).toBe(now)
    expect(replaced(sheet([]), []).done).toEqual([])
  })
})
