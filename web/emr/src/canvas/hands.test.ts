import { describe, expect, it } from 'vitest'
import { type Contact, IDLE, moved, pressed, released } from './gestures'
import { hit } from './hits'
import { orderOf, pinOrderOf } from './keys'
import type { ChartItem } from './model'
import { siteAt } from './sites'

const touch = (id: number, x = 0): Contact => ({ id, device: 'touch', x, y: 0 })
const pen = (id: number): Contact => ({ id, device: 'pen', x: 0, y: 0 })

describe('gestures', () => {
  it('draws with one finger and pinches with two, giving up the line begun', () => {
    const one = pressed(IDLE, touch(1), false)
    expect(one.hands.gesture).toEqual({ kind: 'act', id: 1 })
    const two = pressed(one.hands, touch(2), false)
    expect(two).toMatchObject({ abandoned: true, hands: { gesture: { kind: 'pinch', ids: [1, 2] } } })
  })

  it('pans with the finger that stays after a pinch', () => {
    const two = pressed(pressed(IDLE, touch(1), false).hands, touch(2), false).hands
    expect(released(two, 1).gesture).toEqual({ kind: 'pan', id: 2 })
    expect(released(released(two, 1), 2).gesture).toEqual({ kind: 'none' })
  })

  it('lets fingers pan once a pen was seen, and does not hear the palm', () => {
    const down = pressed(IDLE, pen(1), false).hands
    expect(down.gesture).toEqual({ kind: 'act', id: 1 })
    expect(pressed(down, touch(2), false).hands).toBe(down)
    const after = released(down, 1)
    expect(pressed(after, touch(3), false).hands.gesture).toEqual({ kind: 'pan', id: 3 })
  })

  it('takes the pen over a finger that was drawing', () => {
    const finger = pressed(IDLE, touch(1), false).hands
    expect(pressed(finger, pen(2), false)).toMatchObject({ abandoned: true, hands: { gesture: { kind: 'act', id: 2 } } })
  })

  it('pans with the mouse while the pan tool is held, and ignores pointers that never pressed', () => {
    const mouse: Contact = { id: 1, device: 'mouse', x: 0, y: 0 }
    expect(pressed(IDLE, mouse, true).hands.gesture).toEqual({ kind: 'pan', id: 1 })
    expect(moved(IDLE, mouse)).toBe(IDLE)
  })
})

const press = (code: string, key: string, over = {}) => ({
  code,
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...over,
})

describe('keys', () => {
  it('chooses tools by the place of the letter, also on a Thai layout', () => {
    expect(orderOf(press('KeyP', 'ย'))).toEqual({ kind: 'tool', tool: 'point' })
    expect(orderOf(press('KeyV', 'v'))).toEqual({ kind: 'tool', tool: 'select' })
  })

  it('undoes, redoes, saves, fits and picks products', () => {
    expect(orderOf(press('KeyZ', 'z', { ctrlKey: true }))).toEqual({ kind: 'undo' })
    expect(orderOf(press('KeyZ', 'Z', { metaKey: true, shiftKey: true }))).toEqual({ kind: 'redo' })
    expect(orderOf(press('KeyS', 's', { ctrlKey: true }))).toEqual({ kind: 'save' })
    expect(orderOf(press('Digit0', '0'))).toEqual({ kind: 'fit' })
    expect(orderOf(press('Digit3', '3'))).toEqual({ kind: 'product', index: 2 })
    expect(orderOf(press('KeyP', 'p', { ctrlKey: true }))).toBeNull()
  })

  it('moves a pin by a thousandth and with Shift by a hundredth', () => {
    expect(pinOrderOf(press('ArrowLeft', 'ArrowLeft'))).toEqual({ kind: 'move', dx: -0.001, dy: 0 })
    expect(pinOrderOf(press('ArrowDown', 'ArrowDown', { shiftKey: true }))).toEqual({ kind: 'move', dx: 0, dy: 0.01 })
    expect(pinOrderOf(press('Equal', '+'))).toEqual({ kind: 'dose', by: 1 })
    expect(pinOrderOf(press('Delete', 'Delete'))).toEqual({ kind: 'remove' })
    expect(pinOrderOf(press('Tab', 'Tab'))).toBeNull()
  })
})

describe('hits', () => {
  const camera = { scale: 1, x: 0, y: 0 }
  const picture = { width: 1000, height: 1000 }
  const area: ChartItem = {
    id: 'area',
    type: 'area',
    points: [
      [0.1, 0.1],
      [0.9, 0.1],
      [0.9, 0.9],
      [0.1, 0.9],
    ],
    product_id: null,
  }
  const line: ChartItem = {
    id: 'line',
    type: 'stroke',
    tool: 'pen',
    color: 'cat-1',
    width: 0.004,
    points: [
      [0.2, 0.5, 0.5],
      [0.8, 0.5, 0.5],
    ],
  }

  it('prefers the stroke to the area it crosses, wherever they stand in the list', () => {
    expect(hit([line, area], { x: 500, y: 510 }, camera, picture)?.id).toBe('line')
    expect(hit([line, area], { x: 500, y: 700 }, camera, picture)?.id).toBe('area')
    expect(hit([line, area], { x: 50, y: 50 }, camera, picture)).toBeNull()
  })

  it('measures the reach on the stage, so that zooming out does not make a line unreachable', () => {
    const far = { scale: 0.25, x: 0, y: 0 }
    expect(hit([line], { x: 125, y: 135 }, far, picture)?.id).toBe('line')
  })
})

describe('sites', () => {
  it("names what lies under the mockup's own points", () => {
    expect(siteAt('front', 0.5, 0.384)).toBe('glabella')
    expect(siteAt('front', 0.5, 0.262)).toBe('forehead')
    expect(siteAt('front', 222 / 800, 0.42)).toBe('crows_feet_right')
    expect(siteAt('front', 578 / 800, 0.42)).toBe('crows_feet_left')
    expect(siteAt('front', 0.5, 0.716)).toBe('chin')
    expect(siteAt('front', 320 / 800, 0.58)).toBe('nasolabial_right')
    expect(siteAt('front', 288 / 800, 0.518)).toBe('cheek_right')
    expect(siteAt('front', 0.02, 0.02)).toBe('scalp')
  })

  it('mirrors the side views', () => {
    expect(siteAt('left', 350 / 800, 0.42)).toBe('crows_feet_left')
    expect(siteAt('right', 450 / 800, 0.42)).toBe('crows_feet_right')
  })
})
