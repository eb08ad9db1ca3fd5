/** What a cashier does with her hands, for stories whose subject it is not. */
import { expect, type Page } from '@playwright/test'
import { ask, type Line, type Named, rows, type Sold, today } from './records'

export interface Shift extends Named {
  state: string
  business_on: string
}

interface Start {
  session: Shift | null
}

const NOTES = [1000, 500, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.25]

/** An open shift of today; one that is left from an earlier day is counted and closed first. */
export async function shiftOfToday(till: Page): Promise<Shift> {
  const { session } = await ask<Start>(till, 'GET', 'sales/pos/bootstrap/')
  if (session?.state === 'open' && session.business_on === today()) return session
  if (session) await closeShift(till, session)
  const registers = await rows<Named & { session: Shift | null; branch: number }>(till, 'sales/registers/', {})
  const free = registers.find((one) => one.session === null)
  if (!free) throw new Error('every register is taken')
  return ask<Shift>(till, 'POST', 'sales/register-sessions/', { register: free.id, float: '5000.00' })
}

export async function closeShift(till: Page, shift: Shift): Promise<void> {
  const to = (verb: string, body: object = {}): Promise<{ expected: string }> => ask(till, 'POST', `sales/register-sessions/${shift.id}/${verb}/`, body)
  if (shift.state === 'open') await to('start_count')
  const { expected } = await to('count', { counted: [] })
  await to('count', { counted: piecesOf(Number(expected)).map(([denomination, pieces]) => ({ denomination: String(denomination), pieces })) })
  await to('close', { reason: 'end of an earlier day' })
}

/** An amount in notes and coins, the largest first. */
export function piecesOf(amount: number): [number, number][] {
  let left = amount
  return NOTES.flatMap((note) => {
    const pieces = Math.floor(left / note + 1e-9)
    left = Math.round((left - pieces * note) * 100) / 100
    return pieces ? [[note, pieces] as [number, number]] : []
  })
}

export async function putInCart(till: Page, code: string): Promise<void> {
  await till.getByTestId('product-search').fill(code)
  await till.locator(`[data-code="${code}"]`).click()
  await till.getByTestId('product-search').fill('')
  await expect(till.locator(`[data-line="${code}"]`)).toBeVisible()
}

export async function choosePatient(till: Page, hn: string): Promise<void> {
  await expect(till.getByTestId('product-search')).toBeVisible()
  await till.keyboard.press('F3')
  await till.getByTestId('patient-search').fill(hn)
  await till.getByRole('dialog').getByRole('listitem').filter({ hasText: hn }).getByRole('button').click()
  await expect(till.getByTestId('pos-patient')).toBeVisible()
}

/** From the cart to the receipt, for the exact sum in cash; answers the bill's number. */
export async function payCash(till: Page): Promise<string> {
  await till.getByTestId('pay').click()
  await till.getByRole('group', { name: 'Amounts customers hand over' }).getByRole('button').first().click()
  await till.getByTestId('finish').click()
  await expect(till).toHaveURL(/\/pos\/receipts\/\d+/)
  const id = Number(new URL(till.url()).pathname.split('/').at(-1))
  return (await ask<{ number: string }>(till, 'GET', `sales/orders/${id}/`)).number
}

/** Sell for a card, as a sale that no story is about. */
export async function sell(till: Page, lines: Line[], patient?: number): Promise<Sold> {
  const session = await shiftOfToday(till)
  const total = lines.reduce((sum, line) => sum + Number(line.product.price) * (line.quantity ?? 1), 0).toFixed(2)
  return ask<Sold>(till, 'POST', 'sales/checkout/', {
    register_session: session.id,
    ...(patient ? { patient } : {}),
    lines: lines.map((line, at) => ({
      key: `s${at}`,
      product_id: line.product.id,
      quantity: String(line.quantity ?? 1),
      unit_price: line.product.price,
      shares: line.shares ?? [],
    })),
    tenders: [{ kind: 'card', amount: total, reference: 'e2e card' }],
    expected_total: total,
  })
}
