/** Every door of the sales module that the till knocks at, one function each. */
import { request } from '@aesthetix/sdk'
import type { CountedRow } from '../model/drawer'
import type { Bootstrap, CheckoutBody, OrderBody, OrderRow, Page, PatientBundle, PatientCard, RegisterInfo, SessionInfo, VisitRow } from './types'
import type { NoteData } from '../model/note'
import type { Device, PrintedBody, ReceiptKind } from '../offline/types'
import type { RemittanceNote } from '../model/remittance'
import type { ReceiptData } from '../model/receipt'
import type { RefundableBill, RefundLineWire, RefundRow } from '../model/refund'
import type { ComparisonData, ZReportData } from '../model/session-report'
import type { TenderWire } from '../model/tenders'

/** Long enough for a slow line, short enough that a cashier learns of it while the customer stands there. */
const CHECKOUT_TIMEOUT_MS = 12_000

export function loadBootstrap(): Promise<Bootstrap> {
  return request('GET', 'sales/pos/bootstrap/')
}

export function loadVisits(): Promise<VisitRow[]> {
  return request<VisitRow[] | Page<VisitRow>>('GET', 'sales/pos/visits/').then(rowsOf)
}

export function loadPatient(patientId: number): Promise<PatientBundle> {
  return request('GET', `sales/pos/patient/${patientId}/`)
}

export function searchPatients(q: string, signal?: AbortSignal): Promise<PatientCard[]> {
  return request<Page<PatientCard>>('GET', 'patients/patients/', { query: { q, limit: 12 }, signal }).then(rowsOf)
}

export function loadRegisters(): Promise<RegisterInfo[]> {
  return request<RegisterInfo[] | Page<RegisterInfo>>('GET', 'sales/registers/').then(rowsOf)
}

export function openSession(register: number, float: string, key: string): Promise<SessionInfo> {
  return request('POST', 'sales/register-sessions/', { body: { register, float }, idempotencyKey: key })
}

export function moveCash(sessionId: number, verb: 'cash_in' | 'cash_out', body: { amount: string; reason: string }, key: string): Promise<unknown> {
  return request('POST', `sales/register-sessions/${sessionId}/${verb}/`, { body, idempotencyKey: key })
}

export function startCount(sessionId: number, key: string): Promise<unknown> {
  return request('POST', `sales/register-sessions/${sessionId}/start_count/`, { body: {}, idempotencyKey: key })
}

export function handInCount(sessionId: number, counted: CountedRow[], key: string): Promise<ComparisonData> {
  return request('POST', `sales/register-sessions/${sessionId}/count/`, { body: { counted }, idempotencyKey: key })
}

export function closeSession(sessionId: number, reason: string, key: string): Promise<unknown> {
  return request('POST', `sales/register-sessions/${sessionId}/close/`, { body: { reason }, idempotencyKey: key })
}

export function loadReport(sessionId: number, kind: 'z-report' | 'x-report'): Promise<ZReportData> {
  return request('GET', `sales/register-sessions/${sessionId}/${kind}/`)
}

export function loadUnpaidVisits(sessionId: number): Promise<VisitRow[]> {
  return request<VisitRow[] | Page<VisitRow>>('GET', `sales/register-sessions/${sessionId}/unpaid-visits/`).then(rowsOf)
}

export interface CheckoutAnswer {
  id: number
  number: string
  total: string
  change: string
  receipt: ReceiptData
}

export function checkout(body: CheckoutBody, key: string): Promise<CheckoutAnswer> {
  return request('POST', 'sales/checkout/', { body, idempotencyKey: key, timeoutMs: CHECKOUT_TIMEOUT_MS })
}

interface UsedNumbers {
  kind: ReceiptKind
  year: number
  last: number
}

/** This browser at the session's register, with series of its own. */
export function registerDevice(body: { register_session: number; key: string; used: UsedNumbers[] }): Promise<Device> {
  return request('POST', 'sales/pos/device/', { body, timeoutMs: CHECKOUT_TIMEOUT_MS })
}

/** A sale that was printed without the server. */
export function syncSale(body: PrintedBody, key: string): Promise<{ id: number; number: string; findings: string[] }> {
  return request('POST', 'sales/offline-sales/sync/', { body, idempotencyKey: key, timeoutMs: CHECKOUT_TIMEOUT_MS })
}

type HandOverBody = Pick<PrintedBody, 'device' | 'kind' | 'year' | 'no' | 'register_session' | 'sold_at' | 'cashier'> & { reason: string; content: PrintedBody }

export function handOverSale(body: HandOverBody, key: string): Promise<{ number: string }> {
  return request('POST', 'sales/offline-sales/hand_over/', { body, idempotencyKey: key })
}

export function saveOrder(body: OrderBody, key: string): Promise<OrderRow> {
  return request('POST', 'sales/orders/', { body, idempotencyKey: key })
}

export function loadOrder(orderId: number): Promise<OrderRow> {
  return request('GET', `sales/orders/${orderId}/`)
}

export function loadOrders(where: object, limit = 100): Promise<OrderRow[]> {
  const query = { where: JSON.stringify(where), limit }
  return request<Page<OrderRow>>('GET', 'sales/orders/', { query }).then(rowsOf)
}

export function actOnOrder(orderId: number, verb: 'hold' | 'void' | 'request_discount' | 'reprint', body: object, key: string): Promise<OrderRow> {
  return request('POST', `sales/orders/${orderId}/${verb}/`, { body, idempotencyKey: key })
}

export function withdrawDiscount(requestId: number, key: string): Promise<unknown> {
  return request('POST', `sales/discount-requests/${requestId}/withdraw/`, { body: {}, idempotencyKey: key })
}

/** Bills of any day by their number, as it is read or scanned from a receipt. */
export function findOrders(q: string, signal?: AbortSignal): Promise<OrderRow[]> {
  const where = JSON.stringify({ state: { in: ['paid', 'partly_refunded', 'refunded', 'voided'] } })
  return request<Page<OrderRow>>('GET', 'sales/orders/', { query: { q, where, limit: 30, order: '-paid_at' }, signal }).then(rowsOf)
}

export function loadRefundable(orderId: number): Promise<RefundableBill> {
  return request('GET', `sales/orders/${orderId}/refundable/`)
}

export function refundOrder(
  orderId: number,
  body: { register_session: number; lines: RefundLineWire[]; tenders: TenderWire[]; reason: string },
  key: string,
): Promise<RefundRow> {
  return request('POST', `sales/orders/${orderId}/refund/`, { body, idempotencyKey: key, timeoutMs: CHECKOUT_TIMEOUT_MS })
}

export function requestRefund(orderId: number, body: { lines: RefundLineWire[]; reason: string }, key: string): Promise<RefundRow> {
  return request('POST', `sales/orders/${orderId}/request_refund/`, { body, idempotencyKey: key })
}

export function payRefund(refundId: number, body: { register_session: number; tenders: TenderWire[] }, key: string): Promise<RefundRow> {
  return request('POST', `sales/refunds/${refundId}/pay/`, { body, idempotencyKey: key, timeoutMs: CHECKOUT_TIMEOUT_MS })
}

export function actOnRefund<T = RefundRow>(refundId: number, verb: 'withdraw' | 'reprint', key: string): Promise<T> {
  return request('POST', `sales/refunds/${refundId}/${verb}/`, { body: {}, idempotencyKey: key })
}

export function loadRefund(refundId: number): Promise<RefundRow> {
  return request('GET', `sales/refunds/${refundId}/`)
}

export function loadRefunds(where: object): Promise<RefundRow[]> {
  const query = { where: JSON.stringify(where), limit: 100 }
  return request<Page<RefundRow>>('GET', 'sales/refunds/', { query }).then(rowsOf)
}

export function loadNote(refundId: number): Promise<NoteData> {
  return request('GET', `sales/refunds/${refundId}/note/`)
}

export interface DepositBody {
  patient: number
  register_session: number
  tenders: TenderWire[]
  note: string
}

/** Takes money for later, or pays unused credit back. */
export function moveDeposit(verb: 'deposit' | 'pay_back', body: DepositBody, key: string): Promise<{ id: number; number: string }> {
  return request('POST', `sales/remittances/${verb}/`, { body, idempotencyKey: key, timeoutMs: CHECKOUT_TIMEOUT_MS })
}

export interface CompanyRow {
  id: number
  name: string
  name_th: string
  tax_id: string
  tax_branch_code: string
  address: string
  credit_days: number
  credit_limit: string
  /** What it owes now. */
  open: string
  state: string
}

export interface OpenBill {
  order_id: number
  number: string
  business_on: string
  due_on: string
  amount: string
  open: string
}

/** Companies that may buy on account. */
export function loadCompanies(): Promise<CompanyRow[]> {
  const query = { where: JSON.stringify({ state: { eq: 'approved' } }), limit: 200, order: 'name' }
  return request<Page<CompanyRow>>('GET', 'sales/customers/', { query }).then(rowsOf)
}

export function loadCompany(id: number): Promise<CompanyRow> {
  return request('GET', `sales/customers/${id}/`)
}

export function loadOpenBills(companyId: number): Promise<OpenBill[]> {
  return request('GET', `sales/customers/${companyId}/open-bills/`)
}

export interface CollectBody {
  register_session?: number
  lines: { order_id: number; amount: string }[]
  tenders: TenderWire[]
  note: string
}

export function collect(companyId: number, body: CollectBody, key: string): Promise<{ id: number; number: string }> {
  return request('POST', `sales/customers/${companyId}/collect/`, { body, idempotencyKey: key, timeoutMs: CHECKOUT_TIMEOUT_MS })
}

export function loadRemittanceNote(remittanceId: number): Promise<RemittanceNote> {
  return request('GET', `sales/remittances/${remittanceId}/note/`)
}

export function reprintRemittance(remittanceId: number, key: string): Promise<{ printed_count: number }> {
  return request('POST', `sales/remittances/${remittanceId}/reprint/`, { body: {}, idempotencyKey: key })
}

export interface BuyerBody {
  name: string
  tax_id: string
  branch_code: string
  address: string
}

export function issueInvoice(orderId: number, body: BuyerBody, key: string): Promise<{ number: string }> {
  return request('POST', `sales/orders/${orderId}/issue_invoice/`, { body, idempotencyKey: key })
}

export function loadInvoice(orderId: number): Promise<ReceiptData> {
  return request('GET', `sales/orders/${orderId}/invoice/`)
}

export function reprintInvoice(orderId: number, key: string): Promise<{ printed_count: number }> {
  return request('POST', `sales/orders/${orderId}/reprint_invoice/`, { body: {}, idempotencyKey: key })
}

export interface ApproverPin {
  username: string
  pin: string
}

/** Somebody who may decide says so at this till, with her PIN. */
export function approveByPin(what: 'discount-requests' | 'refunds', id: number, by: ApproverPin, key: string): Promise<{ state: string; decided_by_name: string }> {
  return request('POST', `sales/${what}/${id}/approve_by_pin/`, { body: by, idempotencyKey: key })
}

export function voidByPin(orderId: number, body: ApproverPin & { reason: string }, key: string): Promise<{ state: string }> {
  return request('POST', `sales/orders/${orderId}/void_by_pin/`, { body, idempotencyKey: key })
}

export function setPin(pin: string, password: string): Promise<{ set_at: string }> {
  return request('POST', 'sales/approver-pin/', { body: { pin, password } })
}

export function loadReceipt(orderId: number): Promise<ReceiptData> {
  return request('GET', `sales/orders/${orderId}/receipt/`)
}

export interface PromptPayCode {
  payload: string
  svg: string
}

export function makePromptPay(amount: string, reference: string): Promise<PromptPayCode> {
  return request('POST', 'sales/pos/promptpay/', { body: { amount, reference }, timeoutMs: 8_000 })
}

function rowsOf<T>(answer: T[] | Page<T>): T[] {
  return Array.isArray(answer) ? answer : answer.results
}
