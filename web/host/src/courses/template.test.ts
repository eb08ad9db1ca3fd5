import { expect, it } from 'vitest'

import { bodyOf, componentsOf, emptyComponent, sharesOf, type Template, weightOf } from './template'

const prices: Record<number, string> = { 1: '2900.00', 2: '2490.00' }
const priceOf = (product: number): string | undefined => prices[product]
const row = (more: object): ReturnType<typeof emptyComponent> => ({ ...emptyComponent(), ...more })

it('weighs a treatment as written, else by its own price times its number', () => {
  expect(weightOf(row({ product: 1, sessions: '4' }), priceOf)).toBe('11600.00')
  expect(weightOf(row({ product: 1, sessions: '4', weight: '9000' }), priceOf)).toBe('9000.00')
  expect(weightOf(row({ product: 9, sessions: '100' }), priceOf)).toBe('100.00')
  expect(weightOf(row({ product: 1, sessions: '' }), priceOf)).toBeNull()
})

it('divides the price over the treatments to the satang', () => {
  expect(sharesOf('18900.00', ['11600.00', '9960.00'])).toEqual(['10168.83', '8731.17'])
  expect(sharesOf('18900.00', ['11600.00', null])).toEqual([])
  expect(sharesOf(undefined, ['1.00'])).toEqual([])
  expect(sharesOf('100.00', ['0.00'])).toEqual([])
})

it('sends what is written and leaves empty rows out, knowing which row is which', () => {
  const head = { product: 7, name: ' Glow ', name_th: '', validity_days: '365' }
  const { body, places } = bodyOf(head, [emptyComponent(), row({ product: 1, sessions: '100', measure: 'unit' }), row({ product: 2, sessions: '4', weight: '1000' })])
  expect(body).toEqual({ product: 7, name: 'Glow', name_th: '', validity_days: 365, components: [{ product: 1, measure: 'unit', sessions: 100 }, { product: 2, measure: 'session', sessions: 4, weight: '1000.00' }] })
  expect(places).toEqual([1, 2])
})

it('begins a new version with the treatments of the one before', () => {
  const before = { components: [{ id: 5, product: 1, product_name: 'Pico', product_name_th: 'พิโค', tax_code: 'EXEMPT', measure: 'session', sessions: 4, weight: '11600.00' }] } as unknown as Template
  const [first] = componentsOf(before)
  expect(first).toMatchObject({ product: 1, shown: 'Pico', measure: 'session', sessions: '4', weight: '11600.00' })
})
