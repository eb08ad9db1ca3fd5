/** A discount above the limit, as the till waits for its answer. */
export interface DiscountAsk {
  id: number
  orderId: number
  percent: string
  reason: string
  state: 'requested' | 'approved' | 'refused' | 'withdrawn'
  askedAt: string
  decidedBy: string
  decision: string
}
