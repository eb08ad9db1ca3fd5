/** From the cart to the wire, and from a draft of the server back into a cart. */
import type { LineWire, OrderBody, OrderLineRow } from '../api/types'
import type { Cart, CartLine, CourseCover, Discount } from './cart'
import { lineFor } from './cart'
import { satang, wire } from './money'
import type { Product } from './product'

function discountWire(discount: Discount | null): { discount_amount?: string; discount_percent?: string } {
  if (!discount) return {}
  return discount.kind === 'amount' ? { discount_amount: wire(discount.amount) } : { discount_percent: discount.percent }
}

export function lineWire(line: CartLine): LineWire {
  return {
    key: line.key,
    product_id: line.productId,
    quantity: line.quantity,
    unit_price: wire(line.unitPrice),
    ...discountWire(line.discount),
    ...(line.lotId === null ? {} : { lot_id: line.lotId }),
    shares: line.shares.map((share) => ({ staff_id: share.staffId, percent: share.percent, role: share.role })),
    ...(line.pays ? { pays: line.pays.reference } : {}),
    ...(line.cover ? { cover: { kind: 'course' as const, balance_id: line.cover.balanceId } } : {}),
  }
}

export function orderBody(cart: Cart, about: { sessionId: number; orderId: number | null; patientId: number | null; priceList: number | null }): OrderBody {
  return {
    ...(about.orderId === null ? {} : { order_id: about.orderId }),
    register_session: about.sessionId,
    ...(about.patientId === null ? {} : { patient: about.patientId }),
    ...(about.priceList === null ? {} : { price_list: about.priceList }),
    lines: cart.lines.map(lineWire),
    ...(cart.orderDiscount
      ? {
          order_discount:
            cart.orderDiscount.kind === 'amount' ? { amount: wire(cart.orderDiscount.amount) } : { percent: cart.orderDiscount.percent },
        }
      : {}),
  }
}

function plain(quantity: string): string {
  return quantity.includes('.') ? quantity.replace(/\.?0+$/, '') : quantity
}

function coverFrom(row: OrderLineRow): CourseCover | null {
  const cover = row.cover as
    { kind?: string; balance_id?: number | null; title?: string; session?: number | null; sessions?: number | null } | null | undefined
  if (!cover?.kind) return null
  return {
    kind: 'course',
    balanceId: cover.balance_id ?? 0,
    title: cover.title ?? '',
    session: cover.session ?? 0,
    sessions: cover.sessions ?? 0,
  }
}

export function lineFromOrder(row: OrderLineRow, product: Product): CartLine {
  const off = satang(row.discount_amount ?? '0')
  const cover = coverFrom(row)
  return {
    ...lineFor(product, row.key || String(row.id)),
    unitPrice: satang(row.unit_price),
    quantity: plain(String(row.quantity)),
    discount: off > 0 && !cover ? { kind: 'amount', amount: off } : null,
    lotId: row.lot_id ?? null,
    shares: (row.shares ?? []).map((share) => ({
      staffId: share.staff_id ?? share.staff ?? 0,
      percent: plain(String(share.percent)),
      role: share.role,
    })),
    cover,
    pays: row.pays ? { reference: row.pays, no: 0, of: 0 } : null,
    draftLineId: row.id,
    fromCharge: Boolean(row.charge),
    stockIssued: row.stock_issued ?? false,
    saidPrice: satang(row.standard_price ?? row.unit_price),
  }
}
