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

const record = (tab: string) => (page: Page): Promise<string> =>
  first(page, '/api/v1/clinic/sessions/?limit=1', (id) => `session:${id}`).then(async (found) => {
    const session = await api<{ patient: number }>(page, 'GET', `/api/v1/clinic/sessions/${found.slice(8)}/`)
    return `/emr/patients/${session.body.patient}/${tab}`
  })

export const PAGES: Shot[] = [
  { name: 'dashboard', as: 'manager', path: '/' },
  { name: 'inbox', as: 'manager', path: '/inbox' },
  { name: 'calendar', as: 'reception', path: '/calendar' },
  { name: 'patients', as: 'reception', path: '/list/patients.patient' },
  { name: 'products', as: 'manager', path: '/list/catalog.product' },
  { name: 'product', as: 'manager', path: (page) => first(page, '/api/v1/catalog/products/?limit=1', (id) => `/form/catalog.product/${id}`) },
  { name: 'orders', as: 'manager', path: '/list/sales.order' },
  { name: 'commissions', as: 'manager', path: '/list/commissions.commission_log' },
  { name: 'trial-balance', as: 'accountant', path: '/ledger/trial-balance' },
  { name: 'apps', as: 'admin', path: '/apps' },
  { name: 'users', as: 'admin', path: '/users' },
  { name: 'emr', as: 'doctor', path: '/emr' },
  { name: 'emr-overview', as: 'doctor', path: record('overview') },
  { name: 'emr-chart', as: 'doctor', path: record('chart') },
  { name: 'emr-history', as: 'doctor', path: record('history') },
  { name: 'emr-notes', as: 'doctor', path: record('notes') },
  { name: 'pos', as: 'cashier', path: '/pos' },
  { name: 'pos-sales', as: 'cashier', path: '/pos/sales' },
  { name: 'pos-close', as: 'cashier', path: '/pos/close' },
  { name: 'no-page', as: 'manager', path: '/nowhere' },
]

export const SIZES = { desktop: { width: 1440, height: 900 }, tablet: { width: 1180, height: 820 } }
