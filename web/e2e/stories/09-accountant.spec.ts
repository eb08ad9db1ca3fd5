/** The accountant reads the trial balance down to an entry, and takes the journal away; hledger agrees on every balance. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { api, expect, expectAccessible, personAt, test } from '../support/clinic'
import { ask, productOf, today } from '../support/records'
import { payCash, putInCart, shiftOfToday } from '../support/till'

interface Row {
  code: string
  name: string
  opening: string
  debit: string
  credit: string
  closing: string
}
interface Report {
  rows: Row[]
  totals: { debit: string; credit: string }
}

const satang = (text: string): number => Math.round(Number(text.replaceAll(',', '')) * 100)
const FROM = `${today().slice(0, 8)}01`
const TO = new Date(Date.UTC(Number(FROM.slice(0, 4)), Number(FROM.slice(5, 7)), 0)).toISOString().slice(0, 10)

/** What hledger makes of a journal: each account's code with its balance. */
function balancesOf(file: string): Map<string, number> {
  const csv = execFileSync('hledger', ['-f', file, 'balance', '--flat', '--empty', '--no-total', '-O', 'csv'], { encoding: 'utf8' })
  const lines = csv.trim().split('\n').slice(1)
  return new Map(lines.map((line) => /^"[^:]+:(\S+)[^"]*","(-?[\d.,]+)(?: THB)?"$/.exec(line)).map((found, at) => {
    if (!found) throw new Error(`hledger said: ${lines[at]}`)
    return [found[1]!, satang(found[2]!)]
  }))
}

/** Choose a layout in the page's own menu; answers where the file was saved. */
async function exported(page: Page, label: RegExp, folder: string): Promise<string> {
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: label }).click()])
  const path = join(folder, download.suggestedFilename())
  await download.saveAs(path)
  return path
}

test('trial balance, entry and exports; hledger agrees', async ({ browser }) => {
  const cashier = await personAt(browser, 'cashier', '/inbox')
  await shiftOfToday(cashier.page)
  await cashier.page.goto('/pos')
  await putInCart(cashier.page, 'SPF50')
  const number = await payCash(cashier.page)
  const price = satang((await productOf(cashier.page, 'SPF50')).price)
  const { page, heard } = await personAt(browser, 'accountant', '/inbox')
  const folder = mkdtempSync(join(tmpdir(), 'journal-'))
  const report = (): Promise<Report> => ask<Report>(page, 'GET', `ledger/reports/trial-balance/?from=${FROM}&to=${TO}`)

  await test.step('the trial balance of the month balances', async () => {
    await page.goto(`/ledger/trial-balance?from=${FROM}&to=${TO}`)
    await expect(page.locator('.badge.ok').filter({ hasText: /[Bb]alance/ })).toBeVisible()
    const { totals } = await report()
    expect(totals.debit).toBe(totals.credit)
    await expect(page.locator('tfoot')).toContainText(Number(totals.debit).toLocaleString('en-GB', { minimumFractionDigits: 2 }))
    await expectAccessible(page)
  })

  await test.step('an account opens its lines, a line its entry, the entry its bill', async () => {
    await page.locator('tbody').getByRole('button', { name: /^Cash in drawers/ }).click()
    await expect(page.locator('.drill')).toBeVisible()
    await expectAccessible(page)
    const line = page.locator('.drill-row').filter({ hasText: (price / 100).toFixed(2) }).first()
    await line.click()
    await expect(page).toHaveURL(/\/(form\/ledger\.journal_entry|ledger\/entries)\/\d+/)
    const sums = page.locator('tfoot td.num')
    expect(await sums.nth(0).innerText()).toBe(await sums.nth(1).innerText())
    await expect(page.getByText('Posted').first()).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('link', { name: number }).click()
    await expect(page.getByRole('heading', { name: number })).toBeVisible()
  })

  await test.step('hledger reads the month and agrees on what every account moved', async () => {
    await page.goto(`/ledger/trial-balance?from=${FROM}&to=${TO}`)
    const file = await exported(page, /hledger/i, folder)
    execFileSync('hledger', ['-f', file, 'check'])
    const found = balancesOf(file)
    const moved = (await report()).rows.filter((row) => satang(row.debit) || satang(row.credit))
    expect(moved.length).toBeGreaterThan(8)
    for (const row of moved) expect(found.get(row.code), `${row.code} ${row.name}`).toBe(satang(row.debit) - satang(row.credit))
    expect([...found.keys()].sort()).toEqual(moved.map((row) => row.code).sort())
  })

  await test.step('from the first day on, it agrees on every closing balance', async () => {
    const all = await api<string>(page, 'GET', `/api/v1/ledger/reports/trial-balance/?from=2000-01-01&to=${TO}`)
    expect(all.status).toBe(200)
    await page.goto(`/ledger/trial-balance?from=2000-01-01&to=${TO}`)
    const found = balancesOf(await exported(page, /hledger/i, folder))
    for (const row of (await report()).rows) expect(found.get(row.code) ?? 0, `${row.code} ${row.name}`).toBe(satang(row.closing))
  })

  await test.step('CSV and Excel of the same month: as many lines, no cell a formula', async () => {
    await page.goto(`/ledger/trial-balance?from=${FROM}&to=${TO}`)
    const csv = readFileSync(await exported(page, /Journal, CSV/, folder), 'utf8')
    expect(csv.startsWith('\uFEFFentry,date,number')).toBe(true)
    const { totals } = await report()
    const cells = csv.slice(1).trim().split(/\r?\n/).slice(1).map((line) => line.split(','))
    expect(cells.reduce((sum, row) => sum + satang(row[9]!), 0)).toBe(satang(totals.debit))
    expect(csv).not.toMatch(/(^|,)"?[=+@]/m)
    const book = readFileSync(await exported(page, /Journal, Excel/, folder))
    expect(book.subarray(0, 2).toString()).toBe('PK')
  })

  await test.step('nobody else takes the journal away', async () => {
    const refused = await api(cashier.page, 'GET', `/api/v1/ledger/exports/journal/?format=csv&from=${FROM}&to=${TO}`)
    expect(refused.status).toBe(403)
  })

  rmSync(folder, { recursive: true })
  expect([...heard, ...cashier.heard]).toEqual([])
})
