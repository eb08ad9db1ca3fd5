/** The manager watches the day; a sale moves every figure without a reload, and each leads to the rows it counts. */
import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, personAt, test } from '../support/clinic'
import { arrived, ask, newPatient, productOf, rows, staffNamed, type Named } from '../support/records'
import { choosePatient, payCash, putInCart, shiftOfToday } from '../support/till'

const TREATMENT = 'CONS' // exempt from VAT
const RETAIL = 'SPF50'
const COUNTED = /\d–[\d,]+ of ([\d,]+)/

const tile = (page: Page, code: string): Locator => page.locator(`[data-tile="${code}"] .tile-value`)
const figure = async (at: Locator): Promise<number> => Number((await at.innerText()).replace(/[^\d.-]/g, ''))

interface Quant {
  location: number
  quantity: string
}

/** From the next one sold on, the product is below its reorder point in this branch. */
async function runsLowAtNextSale(manager: Page, product: Named, branch: number): Promise<void> {
  const stock = await rows<Quant>(manager, 'inventory/quants/', { product: { eq: product.id }, 'location.branch': { eq: branch } })
  const minimum = stock.reduce((sum, row) => sum + Number(row.quantity), 0).toFixed(3)
  const [known] = await rows<Named>(manager, 'inventory/reorder-points/', { product: { eq: product.id }, branch: { eq: branch } })
  if (known) await ask(manager, 'PATCH', `inventory/reorder-points/${known.id}/`, { minimum, target: minimum })
  else await ask(manager, 'POST', 'inventory/reorder-points/', { product: product.id, branch, minimum, target: minimum })
}

test('the dashboard moves with a sale and leads to the rows behind each figure', async ({ browser }) => {
  const cashier = await personAt(browser, 'cashier', '/inbox')
  await shiftOfToday(cashier.page)
  const manager = await personAt(browser, 'manager', '/inbox')
  const desk = await personAt(browser, 'reception', '/inbox')
  const board = manager.page
  const [treatment, retail] = await Promise.all([productOf(board, TREATMENT), productOf(board, RETAIL)])
  const me = await ask<{ branch: { id: number } }>(board, 'GET', 'me/')
  await runsLowAtNextSale(board, retail, me.branch.id)
  await board.goto('/?period=today')
  await expect(tile(board, 'sales.takings')).toBeVisible()
  await expectAccessible(board)
  const codes = ['ledger.revenue', 'sales.takings', 'appointments', 'new_patients', 'inventory.alerts']
  const before = new Map<string, number>()
  for (const code of codes) before.set(code, await figure(tile(board, code)))
  const total = Number(treatment.price) + Number(retail.price)
  const net = Number(treatment.price) + Math.round((Number(retail.price) * 10_000) / 107) / 100
  const moved = async (code: string, by: number): Promise<void> => {
    const expected = Math.round((before.get(code)! + by) * 100) / 100
    await expect.poll(() => figure(tile(board, code)), { message: code, timeout: 30_000 }).toBe(expected)
  }

  const patient = await newPatient(desk.page, { first_name_latin: 'Dara' })
  await test.step('somebody new comes in: one appointment more', async () => {
    await arrived(desk.page, patient.id, await staffNamed(desk.page, 'Dr. Darin Siriwong'), TREATMENT)
    await moved('appointments', 1)
  })

  const number = await test.step('she buys a treatment and the last sunscreen above the reorder point', async () => {
    await cashier.page.goto('/pos')
    await choosePatient(cashier.page, patient.hn)
    await putInCart(cashier.page, TREATMENT)
    await putInCart(cashier.page, RETAIL)
    return payCash(cashier.page)
  })

  await test.step('every figure moves by itself', async () => {
    await moved('sales.takings', total)
    await moved('ledger.revenue', net)
    await moved('new_patients', 1)
    await moved('inventory.alerts', 1)
    const newest = board.locator('[data-feed="sales.recent"] li').first()
    await expect(newest).toContainText(number)
    await expect(newest).toContainText(total.toLocaleString('en-GB', { minimumFractionDigits: 2 }))
  })

  await test.step('revenue is proved: kept, rows and books are the same', async () => {
    await board.locator('[data-tile="ledger.revenue"]').getByRole('button', { name: /What is/ }).click()
    await board.getByRole('button', { name: 'Prove it' }).click()
    await expect(board.locator('.proof.ok')).toContainText('0.00')
    await expectAccessible(board)
    await board.keyboard.press('Escape')
  })

  const listed = async (code: string): Promise<{ shown: number; sums: number[]; count: number }> => {
    const shown = await figure(tile(board, code))
    await tile(board, code).click()
    await expect(board).toHaveURL(/\/list\//)
    const foot = board.locator('.list-foot')
    await expect(foot).toContainText(COUNTED) // not “As of 13:09”, which is there before the rows are
    const sums: number[] = []
    for (const one of await foot.locator('.list-sum').all()) sums.push(Number((await one.innerText()).replace(/^.*all [\d,]+/, '').replace(/[^\d.-]/g, '')))
    const count = Number(COUNTED.exec(await foot.innerText())![1]!.replace(',', ''))
    return { shown, sums, count }
  }

  await test.step('takings: the bills add up to the tile', async () => {
    const { shown, sums } = await listed('sales.takings')
    expect(sums.at(-1)).toBeCloseTo(shown, 2)
    await expect(board.getByText(number)).toBeVisible()
    await expectAccessible(board)
    await board.goBack()
  })

  await test.step('revenue: credits less debits are the tile', async () => {
    const { shown, sums } = await listed('ledger.revenue')
    expect(sums[1]! - sums[0]!).toBeCloseTo(shown, 2)
    await board.goBack()
  })

  for (const code of ['appointments', 'new_patients']) {
    await test.step(`${code}: as many rows as the tile says`, async () => {
      const { shown, count } = await listed(code)
      expect(count).toBe(shown)
      await board.goBack()
    })
  }

  await test.step('alerts: as many rows as the tile says, each leading to its stock', async () => {
    const shown = await figure(tile(board, 'inventory.alerts'))
    await tile(board, 'inventory.alerts').click()
    await expect(board.locator('.alerts-rows > li')).toHaveCount(shown)
    await expectAccessible(board)
    await board.locator('.alerts-rows a').filter({ hasText: retail.name }).first().click()
    await expect(board.locator('.list-table tbody tr, .list-body tbody tr').first()).toContainText(retail.name)
  })

  await test.step('the newest transaction opens its bill', async () => {
    await board.goto('/?period=today')
    await board.locator('[data-feed="sales.recent"] li a').first().click()
    await expect(board.getByRole('heading', { name: number })).toBeVisible()
  })

  for (const person of [cashier, manager, desk]) expect(person.heard).toEqual([])
})
