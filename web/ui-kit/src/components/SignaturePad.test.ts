import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'

import SignaturePad, { type Strokes } from './SignaturePad.vue'

function pad(strokes: Strokes = [], more: Record<string, unknown> = {}) {
  const made = mount(SignaturePad, {
    props: { label: 'Signature', modelValue: strokes, 'onUpdate:modelValue': (value: Strokes | undefined): unknown => made.setProps({ modelValue: value ?? [] }), ...more },
  })
  const svg = made.get('[data-testid=signature-pad]')
  svg.element.getBoundingClientRect = () => ({ left: 100, top: 50, width: 300, height: 100 }) as DOMRect
  const say = (type: string, x: number, y: number, pointerId = 1): Promise<void> => svg.trigger(type, { clientX: x, clientY: y, pointerId, button: 0 })
  return { made, say, value: (): Strokes => made.props('modelValue') as Strokes }
}

describe('SignaturePad', () => {
  it('keeps strokes as points in 0..1, also those that leave the pad', async () => {
    const { say, value, made } = pad()
    await say('pointerdown', 130, 100)
    await say('pointermove', 250, 125)
    await say('pointermove', 900, 20)
    await say('pointerup', 900, 20)
    expect(value()).toEqual([[[0.1, 0.5], [0.5, 0.75], [1, 0]]])
    expect(made.get('polyline').attributes('points')).toBe('30,50 150,75 300,0')
  })

  it('takes no mere touch for a stroke, and no second finger', async () => {
    const { say, value } = pad()
    await say('pointerdown', 130, 100)
    await say('pointermove', 200, 120, 2)
    await say('pointerup', 130, 100)
    expect(value()).toEqual([])
  })

  it('is cleared', async () => {
    const { made, value } = pad([[[0, 0], [1, 1]]])
    await made.get('button').trigger('click')
    expect(value()).toEqual([])
  })

  it('is not written on when it only shows', async () => {
    const signed: Strokes = [[[0, 0], [1, 1]]]
    const { say, value, made } = pad(signed, { readonly: true })
    await say('pointerdown', 130, 100)
    await say('pointermove', 250, 125)
    expect(value()).toEqual(signed)
    expect(made.find('button').exists()).toBe(false)
  })
})
