import type { Page } from '@playwright/test'
import { api, type Person } from '../support/clinic'

export interface Shot {
  name: string
  as: Person
  path: string | ((page: Page) => Promise<string>)
}

/** The address of the first record that a list answers. */
export async function first(page: Page, list: string, to: (id: number) => string): Promise<string> {
  const { body } = await api<{ results: { id: number }[] }>(page, 'GET', list)
  const [row] = body.results
  if (!row) throw new Error(`nothing in ${list}`)
  return to(row.id)
}

/** A page of the patient who has most to show: photos, and courses if one of them has both. */
const record = (tab: string) => async (page: Page): Promise<string> => {
  const patients = async (list: string): Promise<number[]> =>
    (await api<{ results: { patient: number }[] }>(page, 'GET', `/api/v1/${list}/?limit=100`)).body.results.map((row) => row.patient)
  const [photographed, owners] = [await patients('clinic/photos'), await patients('courses/balances')]
  return `/emr/patients/${photographed.find((patient) => owners.includes(patient)) ?? photographed[0]}/${tab}`
}

/** The form of the first record of a noun. */
const form = (noun: string, list: string) => (page: Page): Promise<string> =>
  first(page, `/api/v1/${list}/?limit=1`, (id) => `/form/${noun}/${id}`)

const list = (name: string, as: Person, noun: string): Shot => ({ name, as, path: `/list/${noun}` })

export const PAGES: Shot[] = [
  { name: 'dashboard', as: 'manager', path: '/' },
  { name: 'inbox', as: 'manager', path: '/inbox' },
  list('products', 'manager', 'catalog.product'),
  { name: 'product', as: 'manager', path: form('catalog.product', 'catalog/products') },
  list('orders', 'manager', 'sales.order'),
  { name: 'order', as: 'manager', path: form('sales.order', 'sales/orders') },
  list('stock', 'manager', 'inventory.quant'),
  list('lots', 'manager', 'inventory.lot'),
  list('courses', 'manager', 'courses.user_course_balance'),
  list('commissions', 'manager', 'commissions.commission_log'),
  list('settlements', 'manager', 'commissions.commission_settlement'),
  { name: 'statement', as: 'therapist', path: '/commissions/statement' },
  { name: 'commission', as: 'manager', path: form('commissions.commission_log', 'commissions/logs') },
  { name: 'no-page', as: 'manager', path: '/nowhere' },
  { name: 'calendar', as: 'reception', path: '/calendar' },
  list('patients', 'reception', 'patients.patient'),
  { name: 'patient', as: 'reception', path: form('patients.patient', 'patients/patients') },
  { name: 'new-patient', as: 'reception', path: '/form/patients.patient/new' },
  { name: 'dashboard-of-reception', as: 'reception', path: '/' },
  { name: 'doctors-inbox', as: 'doctor', path: '/inbox' },
  { name: 'emr', as: 'doctor', path: '/emr' },
  ...['overview', 'chart', 'history', 'notes', 'plan', 'courses', 'consents', 'photos'].map((tab): Shot => ({ name: `emr-${tab}`, as: 'doctor', path: record(tab) })),
  { name: 'pos', as: 'cashier', path: '/pos' },
  { name: 'pos-open', as: 'cashier', path: '/pos/open' },
  { name: 'pos-sales', as: 'cashier', path: '/pos/sales' },
  { name: 'pos-receipt', as: 'cashier', path: (page) => first(page, `/api/v1/sales/orders/?limit=1&where=${encodeURIComponent('{"state":{"eq":"paid"}}')}`, (id) => `/pos/receipts/${id}`) },
  { name: 'pos-refund', as: 'manager', path: (page) => first(page, `/api/v1/sales/orders/?limit=1&where=${encodeURIComponent('{"state":{"eq":"paid"}}')}`, (id) => `/pos/refund/${id}`) },
  { name: 'pos-close', as: 'cashier', path: '/pos/close' },
  { name: 'pos-pin', as: 'manager', path: '/pos/pin' },
  list('price-lists', 'manager', 'catalog.price_list'),
  { name: 'price-list', as: 'manager', path: form('catalog.price_list', 'catalog/price-lists') },
  list('cash-rounding', 'manager', 'sales.cash_rounding'),
  list('companies', 'accountant', 'sales.customer'),
  list('deposits', 'manager', 'sales.remittance'),
  list('tax-invoices', 'accountant', 'sales.tax_invoice'),
  { name: 'trial-balance', as: 'accountant', path: '/ledger/trial-balance' },
  { name: 'general-ledger', as: 'accountant', path: '/reports/general-ledger?account=3' },
  { name: 'profit-and-loss', as: 'accountant', path: '/reports/profit-and-loss' },
  { name: 'balance-sheet', as: 'accountant', path: '/reports/balance-sheet' },
  { name: 'aged-receivables', as: 'accountant', path: '/reports/aged-receivables' },
  { name: 'proof', as: 'accountant', path: '/reports/proof' },
  { name: 'entry-editor', as: 'accountant', path: '/form/ledger.journal_entry/new' },
  { name: 'periods', as: 'accountant', path: '/ledger/periods' },
  list('entries', 'accountant', 'ledger.journal_entry'),
  { name: 'entry', as: 'accountant', path: (page) => first(page, '/api/v1/ledger/entries/?limit=1', (id) => `/ledger/entries/${id}`) },
  { name: 'no-right', as: 'accountant', path: '/users' },
  { name: 'apps', as: 'admin', path: '/apps' },
  { name: 'users', as: 'admin', path: '/users' },
]

export const SIZES = { desktop: { width: 1440, height: 900 }, tablet: { width: 1180, height: 820 } }
