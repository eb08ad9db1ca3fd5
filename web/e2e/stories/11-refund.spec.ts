/** A bill comes back: a little the cashier gives back alone; more waits for the manager, then goes out with a credit note. */
import type { Page } from '@playwright/test'
import { api, expect, expectAccessible, personAt, test } from '../support/clinic'
import { ask, type Named, productOf, rows, unique } from '../support/records'
import { payCash, putInCart, shiftOfToday } from '../support/till'

interface Refund extends Named {
  number: string
  state: string
  total: string
  decided_by_name: string
}
interface Bill extends Named {
  number: string
  state: string
}
interface Report {
  refund_count: number
  refunds: { number: string; original: string; total: string }[]
}

const money = (amount: number): string => amount.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const billOf = async (till: Page, number: string): Promise<Bill> => (await rows<Bill>(till, 'sales/orders/', { number: { eq: number } }))[0]!

async function sell(till: Page, code: string): Promise<string> {
  await till.goto('/pos')
  await putInCart(till, code)
  return payCash(till)
}

/** From the list of the session's sales to a refund of all of a bill, its goods back to stock. */
async function startRefund(till: Page, number: string, why: string): Promise<void> {
  await till.goto('/pos/sales')
  await till.locator('li').filter({ hasText: number }).getByTestId('refund').click()
  await expect(till.getByTestId('refund-go')).toBeDisabled()
  await expect(till.getByTestId('refund-go')).toContainText('Choose what comes back')
  await till.getByTestId('refund-all').click()
  await expect(till.getByTestId('refund-go')).toContainText('Say where the goods go')
  await till.getByRole('button', { name: 'Back to stock' }).click()
  await till.getByTestId('refund-note').fill(why)
}

const stockOf = async (till: Page, code: string): Promise<number> => {
  const { products } = await ask<{ products: { code: string; stock: string }[] }>(till, 'GET', 'sales/pos/bootstrap/')
  return Number(products.find((one) => one.code === code)!.stock)
}

test('within her limit the cashier pays back at once, and the goods are on the shelf again', async ({ browser }) => {
  const { page: till, heard } = await personAt(browser, 'cashier', '/inbox')
  await shiftOfToday(till)
  const price = Number((await productOf(till, 'MUPI')).price)
  const before = await stockOf(till, 'MUPI')
  const number = await sell(till, 'MUPI')
  await startRefund(till, number, 'wrong size')
  await expect(till.getByTestId('refund-total')).toContainText(money(price))
  await expectAccessible(till)
  await till.getByTestId('refund-go').click()
  await expect(till).toHaveURL(/\/pos\/refunds\/\d+/)
  await expect(till.getByTestId('receipt-paper')).toContainText('ใบลดหนี้')
  await expect(till.getByTestId('receipt-paper')).toContainText(number)
  await till.getByRole('button', { name: 'English' }).click()
  await expect(till.getByTestId('receipt-paper')).toContainText('Value on the original')
  await expectAccessible(till)
  expect((await billOf(till, number)).state).toBe('refunded')
  expect(await stockOf(till, 'MUPI')).toBe(before)

  await test.step('the bill is found by its number, and cannot be given back again', async () => {
    await till.goto('/pos/sales')
    await expect(till.getByTestId('session-refunds')).toContainText(number)
    await till.getByTestId('find-bill').fill(number)
    await expect(till.getByRole('heading', { name: 'Bills found' })).toBeVisible()
    const row = till.locator('li').filter({ hasText: number })
    await expect(row).toContainText('Refunded')
    await expect(row.getByTestId('refund')).toHaveCount(0)
    await expectAccessible(till)
  })
  expect(heard).toEqual([])
})

test('above her limit a manager decides; then the money goes out with a credit note', async ({ browser }) => {
  const { page: till, heard } = await personAt(browser, 'cashier', '/inbox')
  const { page: manager, heard: heardToo } = await personAt(browser, 'manager', '/inbox')
  const shift = await shiftOfToday(till)
  const price = Number((await productOf(till, 'SPF50')).price)
  expect(price).toBeGreaterThan(500)
  const number = await sell(till, 'SPF50')
  const why = `does not suit ${unique()}`
  await startRefund(till, number, why)
  await expect(till.getByTestId('refund-limit')).toContainText('a manager is asked first')
  await till.getByTestId('refund-go').click()
  await expect(till.getByTestId('refund-waiting')).toBeVisible()
  await expectAccessible(till)

  await test.step('whoever asked neither decides nor pays', async () => {
    const [asked] = await rows<Refund>(till, 'sales/refunds/', { reason: { contains: why } })
    expect((await api(till, 'POST', `/api/v1/sales/refunds/${asked!.id}/approve/`, {})).status).toBe(403)
    const body = { register_session: shift.id, tenders: [{ kind: 'cash', amount: price.toFixed(2) }] }
    expect((await api(till, 'POST', `/api/v1/sales/refunds/${asked!.id}/pay/`, body)).status).toBe(409)
  })

  await test.step('the manager approves in the inbox', async () => {
    await manager.goto('/inbox?box=queue')
    await manager.getByRole('button', { name: new RegExp(why) }).click()
    await expect(manager.locator('.facts')).toContainText(number)
    await manager.getByLabel('Comment').fill('Seen it')
    await manager.getByRole('button', { name: 'Approve' }).click()
    await expect(manager.getByRole('status').filter({ hasText: 'Approve' }).first()).toBeVisible()
  })

  await test.step('the till hears of it and pays', async () => {
    await expect(till.getByTestId('refund-approved')).toContainText('Seen it')
    await expectAccessible(till)
    await till.getByTestId('refund-go').click()
    await expect(till).toHaveURL(/\/pos\/refunds\/\d+/)
    const id = Number(new URL(till.url()).pathname.split('/').at(-1))
    const paid = await ask<Refund>(till, 'GET', `sales/refunds/${id}/`)
    expect([paid.state, Number(paid.total)]).toEqual(['paid', price])
    expect(paid.number).toMatch(/^CN-/)
    const report = await ask<Report>(till, 'GET', `sales/register-sessions/${shift.id}/x-report/`)
    expect(report.refunds.find((one) => one.original === number)?.number).toBe(paid.number)
  })
  for (const one of [heard, heardToo]) expect(one).toEqual([])
})
