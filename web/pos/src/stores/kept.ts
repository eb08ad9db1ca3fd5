/** What stays on this device when the page closes or the line breaks: the sale in hand and a checkout without an answer. */
import type { CheckoutBody } from '../api/types'
import type { Cart } from '../model/cart'
import type { DiscountAsk } from '../model/discount-ask'

export interface KeptSale {
  cart: Cart
  patientId: number | null
  orderId: number | null
  saleKey: string
  ask: DiscountAsk | null
  priceList?: number | null
}

/** Sent, and no answer yet. It goes out again with the same key and the same bytes, or not at all. */
export interface PendingCheckout {
  key: string
  body: CheckoutBody
  sentAt: string
}

function read<T>(name: string): T | null {
  try {
    const text = localStorage.getItem(name)
    return text ? (JSON.parse(text) as T) : null
  } catch {
    return null
  }
}

function write(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value))
  } catch {
    // A full or forbidden store must not stop a sale: the page still holds it.
  }
}

const saleName = (sessionId: number): string => `aesthetix.pos.sale.${sessionId}`
const PENDING = 'aesthetix.pos.pending'
const REGISTER = 'aesthetix.pos.register'

export const keptSale = (sessionId: number): KeptSale | null => read(saleName(sessionId))
export const keepSale = (sessionId: number, sale: KeptSale): void => write(saleName(sessionId), sale)
export const forgetSale = (sessionId: number): void => localStorage.removeItem(saleName(sessionId))

export const keptPending = (): PendingCheckout | null => read(PENDING)
export const keepPending = (pending: PendingCheckout): void => write(PENDING, pending)
export const forgetPending = (): void => localStorage.removeItem(PENDING)

export const keptRegister = (): number | null => read(REGISTER)
export const keepRegister = (registerId: number): void => write(REGISTER, registerId)
