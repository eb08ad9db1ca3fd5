/** What may be sold without the server. The server has the same rules for what arrives; here they are told beforehand. */
import type { Cart } from '../model/cart'
import type { TenderKind } from '../model/tenders'
import type { TextKey } from '../texts/texts'

export interface Hand {
  cart: Cart
  orderId: number | null
  overLimit: boolean
  asked: boolean
  tenders: readonly TenderKind[]
  isOpen: boolean
  isStale: boolean
  /** The device has numbers of its own for this session. */
  hasNumbers: boolean
}

const MEANS: readonly TenderKind[] = ['cash', 'card', 'promptpay']

/** Why this sale has to wait for the line; null where it need not. */
export function refusalOf(hand: Hand): TextKey | null {
  const { lines } = hand.cart
  if (!hand.isOpen) return 'offNoSession'
  if (hand.isStale) return 'staleText'
  if (!hand.hasNumbers) return 'offNoNumbers'
  if (hand.orderId !== null || lines.some((line) => line.fromCharge || line.stockIssued)) return 'offVisit'
  if (lines.some((line) => line.cover !== null)) return 'offCourseUse'
  if (lines.some((line) => line.kind === 'course' || line.pays)) return 'offCourse'
  if (lines.some((line) => line.tracksLots || line.lotId !== null)) return 'offLot'
  if (hand.overLimit || hand.asked) return 'offDiscount'
  if (hand.tenders.includes('credit')) return 'offCredit'
  if (hand.tenders.includes('on_account')) return 'offOnAccount'
  if (hand.tenders.some((kind) => !MEANS.includes(kind))) return 'offTender'
  return null
}
