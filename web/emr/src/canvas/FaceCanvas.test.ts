import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'

import FaceCanvas from './FaceCanvas.vue'
import type { ChartItem, PointItem } from './model'

const point: PointItem = {
  id: 'p1',
  type: 'point',
  x: 0.5,
  y: 0.384,
  product_id: 1,
  lot_id: 2,
  units: 4,
  site: 'glabella',
  depth: 'intramuscular',
  note: '',
}
const look = () => ({ mark: { color: 'cat-1', shape: 'circle' as const }, name: 'Toxin A', unit: 'U' })

function board(over: Record<string, unknown> = {}, items: ChartItem[] = [point]) {
  return mount(FaceCanvas, {
    props: { source: { kind: 'outline', view: 'front' }, items, look, label: 'Face chart', ...over },
    attachTo: document.body,
  })
}

describe('FaceCanvas', () => {
  it('offers each point as a button that says what it is', () => {
    const pin = board().get('button.pin')
    expect(pin.attributes('aria-label')).toBe('Point 1, Toxin A 4U, glabella')
    expect(pin.text()).toBe('4U')
    expect(pin.attributes('style')).toContain('var(--cw) * 0.5')
  })

  it('moves a point by a thousandth with the arrows, as one step to undo', async () => {
    const view = board()
    await view.get('button.pin').trigger('keydown', { key: 'ArrowRight' })
    await view.get('button.pin').trigger('keydown', { key: 'ArrowUp', shiftKey: true })
    const [first, second] = view.emitted('change') as [PointItem, string][]
    expect(first).toEqual([{ ...point, x: 0.501 }, 'nudge:p1'])
    expect(second).toEqual([{ ...point, y: 0.374 }, 'nudge:p1'])
  })

  it('changes the dose with plus and minus and removes with Delete', async () => {
    const view = board()
    const pin = view.get('button.pin')
    await pin.trigger('keydown', { key: '+' })
    await pin.trigger('keydown', { key: '-' })
    await pin.trigger('keydown', { key: 'Delete' })
    expect(view.emitted('dose')).toEqual([
      ['p1', 1],
      ['p1', -1],
    ])
    expect(view.emitted('remove')).toEqual([['p1']])
  })

  it('edits nothing when it may only be read', async () => {
    const view = board({ readonly: true })
    await view.get('button.pin').trigger('keydown', { key: 'ArrowRight' })
    await view.get('button.pin').trigger('keydown', { key: 'Delete' })
    expect(view.emitted('change')).toBeUndefined()
    expect(view.emitted('remove')).toBeUndefined()
  })

  it('places a point in the middle by Enter, for whoever has no pointer', async () => {
    const view = board({ tool: 'point' })
    await view.get('.board').trigger('keydown', { key: 'Enter' })
    expect(view.emitted('place')).toHaveLength(1)
  })

  it('selects the point that gets the focus, and rings the changed ones', async () => {
    const view = board({ ringed: new Set(['p1']) })
    await view.get('button.pin').trigger('focus')
    expect(view.emitted('select')).toEqual([['p1']])
    expect(view.get('button.pin').classes()).toContain('ringed')
  })

  it('lets a label be rewritten in place', async () => {
    const view = board({}, [{ id: 't1', type: 'text', x: 0.5, y: 0.7, text: 'no lidocaine' }])
    await view.get('button.pin-label').trigger('keydown', { key: 'Enter' })
    await view.get('.pin-label-edit input').setValue('no lidocaine here')
    await view.get('.pin-label-edit').trigger('submit')
    expect(view.emitted('change')?.[0]?.[0]).toMatchObject({ id: 't1', text: 'no lidocaine here' })
  })

  it('shows ghosts of the last session to nobody who reads by ear', () => {
    const ghost = board({ ghosts: [{ ...point, id: 'old' }] }).get('.pin.ghost')
    expect(ghost.attributes('aria-hidden')).toBe('true')
  })
})
