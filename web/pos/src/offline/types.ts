/** A till without the server: its device, its numbers, and the sales that wait. */
import type { CheckoutBody, LineWire } from '../api/types'
import type { ReceiptData } from '../model/receipt'
import type { TenderWire } from '../model/tenders'

export type ReceiptKind = 'plain' | 'abbreviated'

export interface Series {
  kind: ReceiptKind
  year: number
  prefix: string
  /** The highest number that was given. */
  last: number
}

/** As the server knows this browser at one register. */
export interface Device {
  id: number
  register: number
  code: string
  series: Series[]
}

export interface PrintedLine extends LineWire {
  tax_code: string
}

export interface PrintedBody {
  device: string
  kind: ReceiptKind
  year: number
  no: number
  number: string
  register_session: number
  sold_at: string
  cashier: number
  patient?: number
  lines: PrintedLine[]
  order_discount?: { amount?: string; percent?: string }
  price_list?: number
  tenders: TenderWire[]
  total: string
}

interface Waiting {
  /** Its place in the queue. */
  id: number
  key: string
  state: 'waiting' | 'sent' | 'stuck'
  total: string
  soldAt: string
  /** What the server said against it. */
  problem: string
  orderId: number | null
  number: string
  findings: string[]
  prints: number
}

/** Printed here, with a number of the device. */
export interface PrintedOffline extends Waiting {
  what: 'sale'
  body: PrintedBody
  receipt: ReceiptData
}

/** Sent to the server, whose answer was lost: it goes out again as it was. */
export interface Unanswered extends Waiting {
  what: 'checkout'
  body: CheckoutBody
}

export type OfflineSale = PrintedOffline | Unanswered
type NewOf<T> = T extends unknown ? Omit<T, 'id'> : never
export type NewSale = NewOf<OfflineSale>
