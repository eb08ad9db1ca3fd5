/** What the sales module says and hears at the till. Money is text with two places, instants are ISO 8601. */
import type { PriceListRow, ProductRow } from '../model/product'
import type { TenderWire } from '../model/tenders'

export interface RegisterInfo {
  id: number
  code: string
  branch?: number
  name?: string
  session?: SessionInfo | null
}

export interface SessionInfo {
  id: number
  state: string
  register?: number | { id: number; code: string }
  opened_at: string
  float: string
  cashier?: string
  opened_by?: string | number | null
  opened_by_name?: string
  business_on?: string
}

export interface TaxCodeRow {
  code: string
  rate: string
  exempt: boolean
}

export interface StaffRow {
  id: number
  name: string
  name_th?: string
  nickname?: string
}

export interface CompanyInfo {
  name: string
  name_th?: string
  tax_id?: string
  address?: string
  address_th?: string
}

export interface BranchInfo {
  id?: number
  code: string
  name: string
  name_th?: string
  tax_branch_code?: string
  address?: string
  phone?: string
  promptpay_id?: string
}

export interface Bootstrap {
  register: RegisterInfo | null
  session: SessionInfo | null
  discount_limit_percent: string | number
  tax_codes: TaxCodeRow[]
  categories: (string | { code: string; name_en?: string; name_th?: string; title?: string })[]
  products: ProductRow[]
  /** In force here today. */
  price_lists?: PriceListRow[]
  staff: StaffRow[]
  company: CompanyInfo
  branch: BranchInfo
  /** Cash is taken in steps of this; 0.00: as it comes. */
  cash_step?: string
}

export interface AllergyRow {
  substance: string
  criticality?: string
  reaction?: string
}

export interface PatientCard {
  id: number
  hn: string
  name: string
  name_th?: string
  name_latin?: string
  birth_on?: string | null
  sex?: string
  phone?: string
  allergies?: (string | AllergyRow)[]
}

/** A part of a course's price that is not paid yet; `weights` divide it over tax codes. */
export interface DuePart {
  pays: string
  no: number
  of: number
  amount: string
  due_on: string
  weights: { tax_code: string; price: string }[]
}

/** A course of the patient; one balance may cover several products. */
export interface OwnedCourse {
  balance_id: number
  title: string
  title_th?: string
  state?: string
  product_ids: number[]
  sessions: number
  used: number
  held: number
  left: number
  expires_on: string | null
  /** The product that it was sold as, and what is still to be paid of it, the next first. */
  product_id?: number | null
  due?: DuePart[]
  needs_signature?: boolean
}

/** A bill that waits: of a visit (it has a source), held, or put down while a discount is decided. */
export interface VisitRow {
  order_id: number
  state: string
  source: string
  note: string
  total: string
  patient_card: PatientCard | null
  created_at: string
}

export interface PatientBundle {
  card: PatientCard
  allergies: (string | AllergyRow)[]
  courses: OwnedCourse[]
  credit: string
  drafts: VisitRow[]
}

export interface ShareWire {
  staff_id: number
  percent: string
  role: string
}

export interface LineWire {
  key: string
  product_id: number
  quantity: string
  unit_price: string
  discount_amount?: string
  discount_percent?: string
  lot_id?: number
  shares: ShareWire[]
  cover?: { kind: 'course'; balance_id: number }
  pays?: string
}

export interface OrderBody {
  order_id?: number
  register_session: number
  patient?: number
  price_list?: number
  lines: LineWire[]
  order_discount?: { amount?: string; percent?: string }
}

export interface CheckoutBody extends OrderBody {
  tenders: TenderWire[]
  expected_total: string
  /** What the patient signed for sessions that a course pays for. */
  signature?: number[][][]
}

export interface OrderLineRow {
  id: number
  key?: string
  product_id?: number
  product?: number
  quantity: string
  unit_price: string
  /** What it would cost without the bill's price list. */
  standard_price?: string | null
  discount_amount?: string
  lot_id?: number | null
  lot?: number | string | null
  stock_issued?: boolean
  /** What of the visit became this line; the doctor's word is not changed at the till. */
  charge?: string
  gross?: string
  cover?: unknown
  pays?: string
  shares?: { staff_id?: number; staff?: number; percent: string; role: string }[]
}

export interface OrderRow {
  id: number
  number: string
  state: string
  total: string
  patient?: number | null
  patient_id?: number | null
  patient_name?: string
  price_list?: number | null
  created_at?: string
  paid_at?: string | null
  note?: string
  lines?: OrderLineRow[]
  _version: number
  _display?: string
  _labels?: { patient?: string }
  _actions: { name: string; label: string; target?: string }[]
}

export interface Page<T> {
  count: number
  results: T[]
}
