/** The accountant writes an entry, posts and reverses it; a large one waits for the manager, and so does a closed period. */
import type { Page } from '@playwright/test'
import { expect, expectAccessible, personAt, test } from '../support/clinic'
import { ask } from '../support/records'

const line = (page: Page, at: number) => ({
  account: page.getByRole('combobox', { name: `Account ${at}`, exact: true }),
  debit: page.getByLabel(`Debit ${at}`, { exact: true }),
  credit: page.getByLabel(`Credit ${at}`, { exact: true }),
})

async function choose(page: Page, at: number, text: string): Promise<void> {
  await line(page, at).account.click()
  await line(page, at).account.fill(text)
  await page.getByRole('option', { name: new RegExp(text) }).first().click()
}

/** Rent of so much, written up to the point where it could be posted. */
async function writeRent(page: Page, amount: string, memo: string): Promise<void> {
  await page.goto('/form/ledger.journal_entry/new')
  await page.getByLabel('Memo', { exact: true }).fill(memo)
  await choose(page, 1, '5230')
  await line(page, 1).debit.fill(amount)
  await expect(page.getByText(/to credit/)).toBeVisible()
  await choose(page, 2, '1125')
  await page.getByRole('button', { name: 'Write the difference onto line 2' }).click()
  await expect(page.locator('.gap-bar').getByText('Balanced')).toBeVisible()
}

async function rentOf(page: Page): Promise<number> {
  const day = new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Bangkok' })
  const report = await ask<{ rows: { code: string; closing: string }[] }>(page, 'GET', `ledger/reports/trial-balance/?to=${day}`)
  return Math.round(Number(report.rows.find((row) => row.code === '5230')?.closing ?? 0) * 100)
}

test('an entry by hand is posted, reversed, and a large one approved', async ({ browser }) => {
  const { page, heard } = await personAt(browser, 'accountant', '/inbox')
  const before = await rentOf(page)

  await test.step('a small one is written with a running difference and posted at once', async () => {
    await writeRent(page, '1200.50', 'Rent of the store room')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Post', exact: true }).click()
    await expect(page).toHaveURL(/journal_entry\/\d+$/)
    await expect(page.getByText('Posted').first()).toBeVisible()
    expect(await rentOf(page) - before).toBe(120050)
  })

  await test.step('it is reversed with a day and a reason; each names the other', async () => {
    await page.getByRole('button', { name: 'Reverse' }).click()
    await page.getByLabel('Reason').fill('Paid twice')
    await page.getByRole('dialog').getByRole('button', { name: 'Reverse' }).click()
    await expect(page.getByText('Reversed by', { exact: true })).toBeVisible()
    expect(await rentOf(page)).toBe(before)
    await page.locator('dd a[href*="journal_entry"]').click()
    await expect(page.getByText('Paid twice')).toBeVisible()
    await expect(page.getByText('Reverses', { exact: true })).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('an account of a sub-ledger is refused on its line', async () => {
    await writeRent(page, '10.00', 'From the drawer')
    await choose(page, 2, '1110')
    await page.getByRole('button', { name: 'Save draft' }).click()
    await expect(page.locator('tbody tr').nth(1).getByText(/answers for account 1110/)).toBeVisible()
    await choose(page, 2, '1125')
    await page.getByRole('button', { name: 'Save draft' }).click()
    await expect(page.getByText('Draft', { exact: true }).first()).toBeVisible()
  })

  await test.step('a large one waits; its writer cannot approve it, the manager does from the inbox', async () => {
    await writeRent(page, '61234.50', 'Rent of the year')
    await page.getByRole('button', { name: 'Submit for approval' }).click()
    await expect(page.getByText('Submitted').first()).toBeVisible()
    await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0)
    const manager = await personAt(browser, 'manager', '/inbox')
    await manager.page.getByText('Rent of the year').first().click()
    await expect(manager.page.getByText('฿61,234.50').first()).toBeVisible()
    await expectAccessible(manager.page)
    await manager.page.getByLabel('Comment').fill('As agreed')
    await manager.page.getByRole('button', { name: 'Approve' }).click()
    await expect(manager.page.getByRole('status').filter({ hasText: 'Approve' }).first()).toBeVisible()
    await expect(page.getByText('Posted').first()).toBeVisible()
    expect(await rentOf(page) - before).toBe(6123450)
    expect(manager.heard).toEqual([])
  })

  await test.step('the reports show it and lead back to it', async () => {
    await page.goto('/reports/profit-and-loss')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Rent', exact: true }).click()
    await page.locator('.drill').getByRole('link', { name: 'Open as general ledger' }).click()
    await expect(page).toHaveURL(/general-ledger/)
    await expect(page.getByText('Rent of the year').first()).toBeVisible()
    await expectAccessible(page)
    for (const report of ['balance-sheet', 'vat-sales', 'proof']) {
      await page.goto(`/reports/${report}`)
      await expect(page.locator('.report .badge').first()).toBeVisible()
      await expect(page.locator('.report .badge.danger')).toHaveCount(0)
      await expectAccessible(page)
    }
  })

  await test.step('a report leaves as paper and as a table, and the whole journal as text', async () => {
    await page.goto('/reports/trial-balance')
    for (const [item, name] of [['This report, PDF', /^trial-balance-.*\.pdf$/], ['This report, Excel', /\.xlsx$/], [/hledger/, /^journal-.*\.journal$/]] as const) {
      await page.getByRole('button', { name: 'Export' }).click()
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: item }).click()])
      expect(file.suggestedFilename()).toMatch(name)
    }
  })

  await test.step('a closed period is asked for, and opened by somebody else', async () => {
    await page.goto('/ledger/periods?year=2024')
    const january = page.locator('tr').filter({ hasText: 'January 2024' })
    await january.getByRole('button', { name: 'Start closing' }).click()
    await january.getByRole('button', { name: 'Close', exact: true }).click()
    await january.getByRole('button', { name: 'Ask to reopen' }).click()
    await page.getByLabel('Reason').fill('A late bill')
    await page.getByRole('dialog').getByRole('button', { name: 'Ask to reopen' }).click()
    await expect(january.getByText('Reopening asked for')).toBeVisible()
    await expectAccessible(page)
    const manager = await personAt(browser, 'manager', '/ledger/periods?year=2024')
    await manager.page.getByRole('button', { name: 'Approve' }).click()
    await manager.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
    await expect(january.getByText('Open', { exact: true })).toBeVisible()
    expect(manager.heard).toEqual([])
  })
  expect(heard).toEqual([])
})
