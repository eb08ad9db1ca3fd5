import { describe, expect, it } from 'vitest'
import {
  addLine,
  addProduct,
  changeQuantity,
  countInCart,
  coversInCart,
  discountOn,
  EMPTY_CART,
  equalShares,
  itemCount,
  removeLine,
  replaceLine,
  repriced,
  sharesAreWhole,
} from './cart'
import { line, product, sampleCart } from './sample.testing'

const SERUM = product('VC30', 'retail', '1890.00')

describe('cart', () => {
  it('raises the quantity when the same product is touched again', () => {
    const once = addProduct(EMPTY_CART, SERUM, 'a')
    const twice = addProduct(once.cart, SERUM, 'b')
    expect(twice.key).toBe('a')
    expect(twice.cart.lines).toHaveLength(1)
    expect(countInCart(twice.cart, SERUM.id)).toBe(2)
  })

  it('opens a new line beside one with a discount, a lot or a cover, and for every course', () => {
    const first = addProduct(EMPTY_CART, SERUM, 'a').cart
    const cut = replaceLine(first, 'a', { discount: { kind: 'percent', percent: '5' } })
    expect(addProduct(cut, SERUM, 'b').cart.lines).toHaveLength(2)
    expect(addProduct(replaceLine(first, 'a', { lotId: 4 }), SERUM, 'b').cart.lines).toHaveLength(2)
    const course = product('C10', 'course', '19900.00')
    expect(addProduct(addProduct(EMPTY_CART, course, 'a').cart, course, 'b').cart.lines).toHaveLength(2)
  })

  it('never counts below one nor changes what a course or the doctor fixed', () => {
    const one = addProduct(EMPTY_CART, SERUM, 'a').cart
    expect(changeQuantity(one, 'a', -1)).toBe(one)
    const covered = sampleCart()
    expect(changeQuantity(covered, 'LEDR', 1)).toBe(covered)
    const issued = addLine(EMPTY_CART, line(SERUM, { key: 'x', stockIssued: true }))
    expect(changeQuantity(issued, 'x', 1)).toBe(issued)
  })

  it('costs what the price list says, a charge what the visit said, an instalment what was agreed', () => {
    const listed = { ...SERUM, price: 170_000 }
    expect(repriced(line(SERUM), listed, 170_000).unitPrice).toBe(170_000)
    const charge = line(SERUM, { fromCharge: true, saidPrice: 180_000, unitPrice: 180_000 })
    expect(repriced(charge, listed, 170_000).unitPrice).toBe(170_000)
    expect(repriced({ ...charge, unitPrice: 170_000 }, SERUM, undefined).unitPrice).toBe(180_000)
    const cover = { kind: 'course' as const, balanceId: 1, title: '', session: 1, sessions: 3 }
    expect(repriced({ ...charge, cover }, listed, 170_000).unitPrice).toBe(180_000)
    const part = line(SERUM, { pays: { reference: 'p', no: 1, of: 2 }, unitPrice: 95_000 })
    expect(repriced(part, listed, 170_000).unitPrice).toBe(95_000)
    expect(repriced(charge, null, undefined)).toBe(charge)
  })

  it('takes a line out so that it can come back where it was', () => {
    const cart = sampleCart()
    const removed = removeLine(cart, 'PN2')
    expect(removed?.at).toBe(2)
    expect(removed?.cart.lines).toHaveLength(5)
    expect(removed && addLine(removed.cart, removed.line, removed.at)).toEqual(cart)
    expect(removeLine(cart, 'nothing')).toBeNull()
  })

  it('counts items and sessions in use', () => {
    expect(itemCount(sampleCart())).toBe(7)
    expect(coversInCart(sampleCart(), 7)).toBe(1)
  })

  it('never discounts more than the amount', () => {
    expect(discountOn(1000, { kind: 'amount', amount: 5000 })).toBe(1000)
    expect(discountOn(1000, { kind: 'percent', percent: '12.5' })).toBe(125)
    expect(discountOn(1000, null)).toBe(0)
  })

  it('shares a line to exactly one hundred percent', () => {
    expect(equalShares([1, 2, 3], 'performer').map((share) => share.percent)).toEqual(['33.34', '33.33', '33.33'])
    expect(sharesAreWhole(equalShares([1, 2, 3], 'performer'))).toBe(true)
    expect(sharesAreWhole([{ staffId: 1, percent: '60', role: 'seller' }])).toBe(false)
    expect(equalShares([], 'seller')).toEqual([])
  })
})
