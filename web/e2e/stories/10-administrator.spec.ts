/** The administrator gives and takes rights, takes commissions out and puts them back; nobody who works is interrupted. */
import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, password, personAt, test } from '../support/clinic'
import { type Named, rows, unique } from '../support/records'
import { payCash, putInCart, shiftOfToday } from '../support/till'

interface Log extends Named {
  amount: string
  base: string
  cause: string
}

test('users and roles: made, changed, deactivated; each bites at once', async ({ browser }) => {
  const { page, heard } = await personAt(browser, 'admin', '/users')
  const name = `u${unique()}`
  const secret = `${unique()}-Aa1!`
  const context = await browser.newContext()
  const hers = await context.newPage()

  await test.step('a new person gets a role and a branch', async () => {
    await expect(page.getByRole('heading', { name: 'Users and roles' })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'New user' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^User name/).fill(name)
    await dialog.getByLabel(/^Name/).fill('Nicha Story')
    await dialog.getByLabel(/^Password/).fill(secret)
    await dialog.getByLabel('Receptionist').check()
    await dialog.getByLabel(/Sathorn/).check()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Create user' }).click()
    await expect(dialog).toHaveCount(0)
    await page.getByLabel('Search users').fill(name)
    await expect(page.getByRole('row').filter({ hasText: name })).toContainText('Receptionist')
  })

  await test.step('she signs in and sees what a receptionist sees', async () => {
    await hers.goto('/login')
    await hers.locator('input[name=username]').fill(name)
    await hers.locator('input[name=password]').fill(secret)
    await hers.locator('form button[type=submit]').click()
    await expect(menu(hers, 'Appointments')).toBeVisible()
    await expect(menu(hers, 'Trial balance')).toHaveCount(0)
  })

  const edit = async (act: (dialog: Locator) => Promise<void>): Promise<void> => {
    await page.getByRole('row').filter({ hasText: name }).getByRole('button', { name: 'Nicha Story' }).click()
    await act(page.getByRole('dialog'))
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }

  await test.step('as an accountant she sees the books at her next request', async () => {
    await edit(async (dialog) => {
      await dialog.getByLabel('Receptionist').uncheck()
      await dialog.getByLabel('Accountant').check()
      await dialog.getByRole('button', { name: 'Save' }).click()
    })
    await expect(page.getByRole('row').filter({ hasText: name })).toContainText('Accountant')
    await hers.reload()
    await expect(menu(hers, 'Trial balance')).toBeVisible()
    await menu(hers, 'Trial balance').click()
    await expect(hers.locator('.trial-table')).toBeVisible()
  })

  await test.step('deactivated she is out, and cannot come in again', async () => {
    await edit((dialog) => dialog.getByRole('button', { name: 'Deactivate' }).click())
    await hers.reload()
    await expect(hers).toHaveURL(/\/login/)
    await hers.locator('input[name=username]').fill(name)
    await hers.locator('input[name=password]').fill(secret)
    await hers.locator('form button[type=submit]').click()
    await expect(hers.getByText(/is not right/).first()).toBeVisible()
    expect(password()).not.toBe(secret)
  })
  await context.close()
  expect(heard).toEqual([])
})

const menu = (page: Page, label: string): Locator => page.getByRole('navigation', { name: 'Main' }).or(page.locator('.side-nav')).first().getByRole('link', { name: label, exact: true })

/** The card of an app, its plan on the screen, carried out and done. */
async function carryOut(admin: Page, action: 'install' | 'uninstall', expected: RegExp[]): Promise<void> {
  const card = admin.locator('[data-app="commissions"]')
  if (action === 'uninstall') {
    await card.getByRole('button', { name: /^More/ }).click()
    await admin.getByRole('menuitem', { name: /Plan/ }).click()
  } else {
    await card.getByRole('button', { name: /Plan|Install/ }).click()
  }
  const dialog = admin.getByRole('dialog')
  for (const text of expected) await expect(dialog).toContainText(text)
  await expectAccessible(admin)
  if (action === 'uninstall') await dialog.getByLabel(/commissions/).fill('commissions')
  await dialog.getByRole('button', { name: action === 'install' ? /^Install/ : /^Uninstall/ }).click()
}

async function finished(admin: Page, state: RegExp): Promise<void> {
  const dialog = admin.getByRole('dialog')
  await expect(dialog.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '100', { timeout: 120_000 })
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(admin.locator('[data-app="commissions"]')).toContainText(state)
}

test('commissions are taken out and put back while the till sells', async ({ browser }) => {
  test.setTimeout(300_000) // two module operations, each of which reloads every process
  const admin = await personAt(browser, 'admin', '/apps')
  const manager = await personAt(browser, 'manager', '/inbox')
  const cashier = await personAt(browser, 'cashier', '/inbox')
  const till = cashier.page
  await shiftOfToday(till)
  await till.goto('/pos')
  await expect(till.getByTestId('product-search')).toBeVisible()
  await till.evaluate(() => Object.assign(window, { mine: 'the same page all along' }))
  const logs = (filter: object = {}): Promise<Log[]> => rows<Log>(manager.page, 'commissions/logs/', filter, { order: 'id' })
  const soldByHand = async (): Promise<number> => {
    await putInCart(till, 'SPF50')
    const line = till.locator('[data-line="SPF50"]')
    if ((await line.locator('.line-tools').count()) === 0) await line.getByRole('button').first().click()
    await line.getByRole('button', { name: 'Staff' }).click()
    const dialog = till.getByRole('dialog')
    if ((await dialog.locator('.share-row').count()) === 0) await dialog.getByRole('button', { name: 'Nuanchan Boonsri' }).click()
    await dialog.getByRole('button', { name: 'Take' }).or(dialog.getByRole('button', { name: 'Apply' })).first().click()
    const number = await payCash(till)
    const [order] = await rows<Named>(till, 'sales/orders/', { number: { eq: number } })
    await till.getByTestId('next-sale').click()
    return order!.id
  }

  await expect(menu(manager.page, 'Commissions')).toBeVisible()
  await expectAccessible(admin.page)
  const before = await logs()

  await test.step('the plan says what goes; the till sells while it goes', async () => {
    await carryOut(admin.page, 'uninstall', [/commissions_commissionlog/, /Commission/])
    await soldByHand()
    await finished(admin.page, /Archived/)
  })

  const missed = await test.step('menus follow by themselves; a sale goes on without', async () => {
    await expect(menu(manager.page, 'Commissions')).toHaveCount(0)
    await manager.page.goto('/list/commissions.commission_log')
    await expect(manager.page.locator('.table')).toHaveCount(0)
    await putInCart(till, 'SPF50')
    await till.locator('[data-line="SPF50"]').getByRole('button', { name: /Remove/ }).click()
    const order = await soldByHand()
    await expect(till.getByTestId('commission-notice')).toHaveCount(0)
    return order
  })

  await test.step('put back: the plan names what the archive holds, and the till sells on', async () => {
    await carryOut(admin.page, 'install', [/commissions_commissionlog/, /archive|Archive|back/])
    await soldByHand()
    await finished(admin.page, /Installed/)
    await expect(menu(manager.page, 'Commissions')).toBeVisible()
  })

  await test.step('every earlier log is back as it was, and what was missed is there', async () => {
    await expect.poll(async () => (await logs({ document: { eq: `sales.order:${missed}` } })).length, { timeout: 60_000 }).toBeGreaterThan(0)
    const kept = await logs({ id: { in: before.map((log) => log.id) } })
    const facts = (list: Log[]): string[] => list.map((log) => `${log.id} ${log.cause} ${log.base} ${log.amount}`)
    expect(facts(kept)).toEqual(facts(before))
  })

  await test.step('nobody was interrupted: the cashier’s page was never loaded again', async () => {
    expect(await till.evaluate(() => (window as unknown as { mine?: string }).mine)).toBe('the same page all along')
  })

  expect([...admin.heard, ...manager.heard, ...cashier.heard]).toEqual([])
})
