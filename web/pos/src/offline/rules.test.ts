import { describe, expect, it } from 'vitest'
import { EMPTY_CART } from '../model/cart'
import { line, product } from '../model/sample.testing'
import { refusalOf, type Hand } from './rules'

const serum = line(product('VC30', 'retail', '1890.00'))
const hand = (change: Partial<Hand> = {}): Hand => ({
  cart: { ...EMPTY_CART, lines: [serum] },
  orderId: null,
  overLimit: false,
  asked: false,
  tenders: ['cash', 'card', 'promptpay'],
  isOpen: true,
  isStale: false,
  hasNumbers: true,
  ...change,
})
const having = (change: object): Partial<Hand> => ({ cart: { ...EMPTY_CART, lines: [{ ...serum, ...change }] } })

describe('what may be sold without the line', () => {
  it('goods and treatments for cash, card and PromptPay', () => {
    expect(refusalOf(hand())).toBeNull()
  })

  it.each([
    ['offNoSession', { isOpen: false }],
    ['staleText', { isStale: true }],
    ['offNoNumbers', { hasNumbers: false }],
    ['offVisit', { orderId: 7 }],
    ['offVisit', having({ fromCharge: true })],
    ['offCourseUse', having({ cover: { kind: 'course', balanceId: 1, title: '', session: 1, sessions: 3 } })],
    ['offCourse', having({ kind: 'course' })],
    ['offCourse', having({ pays: { reference: 'x', no: 1, of: 3 } })],
    ['offLot', having({ tracksLots: true })],
    ['offDiscount', { overLimit: true }],
    ['offDiscount', { asked: true }],
    ['offCredit', { tenders: ['cash', 'credit'] }],
    ['offOnAccount', { tenders: ['on_account'] }],
    ['offTender', { tenders: ['transfer'] }],
  ] as [string, Partial<Hand>][])('%s', (text, change) => {
    expect(refusalOf(hand(change))).toBe(text)
  })
})
