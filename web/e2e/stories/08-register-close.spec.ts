/** The end of a shift: a wrong sale is voided, the drawer is counted blind, the difference explained, the Z printed. */
import type { Page } from '@playwright/test'
import { api, expect, expectAccessible, personAt, test } from '../support/clinic'
import { ask, type Named, productOf, rows } from '../support/records'
import { closeShift, payCash, piecesOf, putInCart, shiftOfToday } from '../support/till'
import { visitAtTill } from '../support/visit'

interface Report {
  blind: boolean
  sales_total: string | null
  tenders: { kind: string; amount: string | null }[]
}
interface Lines {
  results: { account: number; debit: string; credit: string }[]
}

const FLOAT = 2_000

/** A shift of her own for this story: the one that is open is closed, a new one opened by hand. */
async function freshShift(till: Page): Promise<number> {
  await closeShift(till, await shiftOfToday(till))
  await till.goto('/pos')
  await expect(till).toHaveURL(/\/pos\/open/)
  for (const [note, pieces] of piecesOf(FLOAT)) await till.locator(`[data-piece="${note}"]`).fill(String(pieces))
  await expect(till.getByTestId('float-total')).toContainText('2,000.00')
  await expectAccessible(till)
  await till.getByTestId('open-register').click()
  await expect(till.getByTestId('product-search')).toBeVisible()
  return (await shiftOfToday(till)).id
}

/** Everything of the shift that the cashier may ask the server for, as text. */
async function allSheCanRead(till: Page, shift: number): Promise<string> {
  const doors = ['x-report/', 'z-report/', '', 'unpaid-visits/'].map((door) => `/api/v1/sales/register-sessions/${shift}/${door}`)
  const sums = ['/api/v1/sales/tenders/?sum=amount&group=kind', '/api/v1/dashboard/board/?period=today', '/api/v1/sales/pos/bootstrap/']
  const answers = await Promise.all([...doors, ...sums].map((door) => api(till, 'GET', door)))
  return JSON.stringify(answers.map((one) => one.body))
}

test('void, blind count, difference, Z', async ({ browser }) => {
  test.setTimeout(300_000) // a whole shift, with a visit made beside it
  const { page: till, heard } = await personAt(browser, 'cashier', '/inbox')
  const shift = await freshShift(till)
  const visit = await visitAtTill(browser, till)
  const price = Number((await productOf(till, 'SPF50')).price)
  const other = Number((await productOf(till, 'MUPI')).price)

  await till.goto('/pos')
  await putInCart(till, 'SPF50')
  const kept = await payCash(till)
  await till.getByTestId('next-sale').click()
  await putInCart(till, 'MUPI')
  const wrong = await payCash(till)
  const expected = FLOAT + price

  await test.step('the cashier voids nothing without a manager’s PIN; the manager voids the wrong sale in the same session', async () => {
    await till.goto('/pos/sales')
    await expect(till.locator('li').filter({ hasText: wrong })).toBeVisible()
    await till.locator('li').filter({ hasText: wrong }).getByRole('button', { name: 'Void' }).click()
    await expect(till.getByTestId('pin-form')).toBeVisible()
    await expect(till.getByTestId('pin-go')).toBeDisabled()
    await expectAccessible(till)
    await till.keyboard.press('Escape')
    await expect(till.getByTestId('pin-form')).toHaveCount(0)
    const manager = await personAt(browser, 'manager', '/inbox')
    await manager.page.goto('/list/sales.order')
    await manager.page.getByRole('searchbox').first().fill(wrong)
    await manager.page.getByRole('link', { name: wrong }).click()
    await expect(manager.page.getByRole('heading', { name: wrong })).toBeVisible()
    await manager.page.getByRole('button', { name: 'Void' }).click()
    await manager.page.getByRole('dialog').getByLabel(/Reason/).fill('Wrong product')
    await expectAccessible(manager.page)
    await manager.page.getByRole('dialog').getByRole('button', { name: 'Void' }).click()
    await expect(manager.page.getByRole('dialog')).toHaveCount(0)
    const [order] = await rows<Named & { number: string; state: string }>(till, 'sales/orders/', { number: { eq: wrong } })
    expect(order!.state).toBe('voided')
    const entries = await rows<Named & { reverses: number | null }>(manager.page, 'ledger/entries/', { source: { contains: `sales.order:${order!.id}` } })
    expect(entries.some((entry) => entry.reverses !== null)).toBe(true)
    expect(manager.heard).toEqual([])
    await expect(till.locator('li').filter({ hasText: wrong })).toContainText('Voided')
  })

  await test.step('before the count nothing tells her what is in the drawer', async () => {
    await till.getByRole('button', { name: 'X report' }).click()
    const report = till.getByTestId('session-report')
    await expect(report).toContainText('after the count')
    await expect(report).not.toContainText(price.toLocaleString('en-GB', { minimumFractionDigits: 2 }))
    await expectAccessible(till)
    await till.keyboard.press('Escape')
    const x = await ask<Report>(till, 'GET', `sales/register-sessions/${shift}/x-report/`)
    expect([x.blind, x.sales_total]).toEqual([true, null])
    const read = await allSheCanRead(till, shift)
    expect(read).not.toContain(`"${expected.toFixed(2)}"`)
    expect(read).not.toContain('"expected":"')
  })

  await test.step('the page of the close lists the visit that nobody has checked out', async () => {
    await till.goto('/pos/close')
    await expect(till.getByTestId('unpaid-visits')).toContainText(/\d+ visit/)
    await expect(till.getByTestId('unpaid-visits')).toContainText(visit.patient.name)
    await expectAccessible(till)
  })

  await test.step('she counts: ten baht are missing', async () => {
    await till.getByTestId('start-count').click()
    await expect(till.getByTestId('hand-in')).toBeVisible()
    for (const [note, pieces] of piecesOf(expected - 10)) await till.locator(`[data-piece="${note}"]`).fill(String(pieces))
    const shown = await till.getByTestId('register-close').innerText()
    expect(shown).not.toContain(expected.toLocaleString('en-GB', { minimumFractionDigits: 2 }))
    await till.getByTestId('hand-in').click()
    await expect(till.getByTestId('over-short')).toContainText('10.00')
    await expect(till.getByTestId('close-register')).toBeDisabled()
    await expectAccessible(till)
  })

  await test.step('with a reason it is closed; the Z is printed and final', async () => {
    await till.getByRole('button', { name: 'Wrong change' }).click()
    await till.getByTestId('close-register').click()
    const report = till.getByTestId('session-report')
    await expect(report).toContainText(/Z-STN-/)
    await expect(report).toContainText(price.toLocaleString('en-GB', { minimumFractionDigits: 2 }))
    await expect(report).toContainText('Voided, 1')
    await expect(report).toContainText(other.toLocaleString('en-GB', { minimumFractionDigits: 2 }))
    await expect(report).toContainText(kept)
    await expectAccessible(till)
    await till.evaluate(() => Object.assign(window, { print: () => Object.assign(window, { printed: true }) }))
    await till.getByRole('button', { name: 'Print' }).click()
    await expect.poll(() => till.evaluate(() => 'printed' in window)).toBe(true)
    await till.emulateMedia({ media: 'print' })
    const paper = till.locator('body > .paper-out .paper')
    await expect(paper).toContainText('Over / short')
    await expect(paper).toContainText('-10.00')
    await till.emulateMedia({ media: null })
  })

  await test.step('the difference is in the books, and the drawer’s account is empty of this shift', async () => {
    const books = await personAt(browser, 'accountant', '/inbox')
    const [account] = await rows<Named>(books.page, 'ledger/accounts/', { name: { contains: 'over' } })
    const [entry] = await rows<Named>(books.page, 'ledger/entries/', { source: { eq: `sales.register_session:${shift}` } })
    const { results } = await ask<Lines>(books.page, 'GET', `ledger/lines/?where=${encodeURIComponent(JSON.stringify({ entry: { eq: entry!.id } }))}`)
    expect(results.find((line) => line.account === account!.id)?.debit).toBe('10.00')
    expect(books.heard).toEqual([])
  })

  expect(heard).toEqual([])
})
