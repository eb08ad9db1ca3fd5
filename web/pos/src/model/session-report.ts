/** X and Z reports and the comparison after a blind count, as the server sends them. */
export interface ComparisonData {
  float: string
  cash_tendered: string
  change: string
  refunds: string
  cash_in: string
  cash_out: string
  expected: string
  counted: string
  over_short: string
  tolerance?: string
  needs_manager?: boolean
}

export interface ZTender {
  kind: string
  /** Not said (null) while the drawer is to be counted blind. */
  amount: string | null
  /** What of it went back; the amount is without it. */
  refunded?: string | null
  count?: number
}

export interface ZReportData {
  /** Without the sums from which the cash in the drawer follows. */
  blind?: boolean
  number?: string
  register: string
  branch?: string
  business_on?: string
  cashier: string
  opened_at: string
  closed_at: string | null
  sales_count: number
  sales_total: string | null
  void_count: number
  void_total: string
  refund_count: number
  refund_total: string
  refunds?: { number: string; original: string; total: string; reason: string; tenders: string }[]
  /** Money that came or went without a bill. */
  remittances?: { kind: 'deposit' | 'pay_back' | 'collection'; count: number; amount: string | null }[]
  exempt: string | null
  taxable: string | null
  vat: string | null
  net_takings: string | null
  /** Plain receipts and tax invoices are numbered apart: each series from its first to its last. */
  series: { first: string; last: string; count: number }[]
  tenders: ZTender[]
  cash: ComparisonData | null
}
