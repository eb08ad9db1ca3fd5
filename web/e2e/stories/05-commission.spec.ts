/** The till sells; a worker computes who earned what, to the satang, and says why. The example is the house's own. */
import { expect, expectAccessible, personAt, test, voiceOf } from '../support/clinic'
import { ask, productOf, rows, unique, type Named, type Staff } from '../support/records'
import { sell, shiftOfToday } from '../support/till'

interface Log extends Named {
  staff: number
  kind: string
  base: string
  amount: string
}
interface Entry extends Named {
  total: string
  source: string
  memo: string
}

test('commission is computed by a worker, told by push, and every line explains itself', async ({ browser }) => {
  const admin = await voiceOf(browser, 'admin')
  const [aom, bee] = [`Aom ${unique()}`, `Bee ${unique()}`]
  const { branch } = await ask<{ branch: { id: number } }>(admin, 'GET', 'me/')
  const employ = (name: string): Promise<Staff> => ask<Staff>(admin, 'POST', 'access/staff/', { name, branch: branch.id, kind: 'receptionist' })
  const [a, b] = [await employ(aom), await employ(bee)]
  await admin.context().close()

  const { page, heard } = await personAt(browser, 'cashier', '/inbox')
  await shiftOfToday(page)
  const { page: manager, heard: heardByManager } = await personAt(browser, 'manager', '/inbox')
  const logsOf = (order: number): Promise<Log[]> => rows<Log>(manager, 'commissions/logs/', { document: { eq: `sales.order:${order}` } }, { order: 'id' })

  await test.step('A has a base of 90,000.00 this month: 4,500.00', async () => {
    const sold = await sell(page, [{ product: await productOf(page, 'CONS'), quantity: 180, shares: [{ staff_id: a.id, percent: '100' }] }])
    await expect.poll(async () => (await logsOf(sold.id)).map((log) => [log.staff, log.base, log.amount])).toEqual([[a.id, '90000.00', '4500.00']])
  })

  await test.step('the cashier sells 30,000.00, of which A earns 60 and B 40 per cent', async () => {
    await page.goto('/pos')
    await page.getByTestId('product-search').fill('TXMD')
    await page.locator('[data-code="TXMD"]').click()
    const line = page.locator('[data-line="TXMD"]')
    for (let one = 0; one < 3; one += 1) await line.getByRole('button', { name: 'One more' }).click()
    await expect(page.getByTestId('cart-total')).toContainText('30,000.00')
    await line.getByRole('button', { name: 'Staff' }).click()
    const people = page.getByRole('dialog')
    while (await people.getByRole('button', { name: /^Remove/ }).count()) await people.getByRole('button', { name: /^Remove/ }).first().click()
    await people.getByRole('button', { name: aom, exact: true }).click()
    await people.getByRole('button', { name: bee, exact: true }).click()
    await people.getByLabel(`${aom}, Percent`).fill('60')
    await people.getByLabel(`${bee}, Percent`).fill('40')
    await expectAccessible(page)
    await people.getByRole('button', { name: 'Take' }).click()
  })

  const order = await test.step('paid in cash; POS is told by push that the commission is computed', async () => {
    await page.getByTestId('pay').click()
    await page.getByRole('button', { name: /Exact/ }).click()
    await page.getByTestId('finish').click()
    await expect(page).toHaveURL(/\/pos\/receipts\/\d+/)
    await expect(page.getByTestId('commission-notice')).toContainText('Commission computed')
    return Number(/(\d+)$/.exec(page.url())![1])
  })

  const logs = await test.step('to the satang: 1,800.00 and a difference of 4,500.00 for A, 600.00 for B', async () => {
    const found = await logsOf(order)
    expect(found.map((log) => [log.staff, log.kind, log.base, log.amount])).toEqual([
      [a.id, 'accrual', '18000.00', '1800.00'],
      [a.id, 'difference', '0.00', '4500.00'],
      [b.id, 'accrual', '12000.00', '600.00'],
    ])
    return found
  })

  await test.step('the accrual stands in the ledger', async () => {
    const accountant = await voiceOf(browser, 'accountant')
    const { results } = await ask<{ results: Entry[] }>(accountant, 'GET', 'ledger/entries/?order=-id&limit=50')
    expect(results.find((entry) => entry.source.startsWith('commissions.calculation:'))).toMatchObject({ total: '6900.00' })
    await accountant.context().close()
  })

  await test.step('the statement lists what A earned', async () => {
    await manager.goto('/list/commissions.commission_log')
    await manager.getByRole('searchbox').fill(aom)
    const table = manager.getByRole('table')
    await expect(table.getByRole('row', { name: new RegExp(aom) })).toHaveCount(3)
    await expect(table).toContainText('1,800.00')
    await expectAccessible(manager)
  })

  await test.step('each line says step by step why it is what it is', async () => {
    await manager.goto(`/form/commissions.commission_log/${logs[0]!.id}`)
    const steps = manager.getByRole('listitem')
    await expect(steps.filter({ hasText: 'Share of 60 %: 18,000.00.' })).toBeVisible()
    await expect(steps.filter({ hasText: 'Base of the month: 90,000.00 before this, 108,000.00 with it.' })).toBeVisible()
    await expect(steps.filter({ hasText: /this month's base earns 10 % on all of it/ })).toBeVisible()
    await expect(steps.filter({ hasText: 'Result: 1,800.00.' })).toBeVisible()
    await expectAccessible(manager)
    await manager.goto(`/form/commissions.commission_log/${logs[1]!.id}`)
    await expect(steps.filter({ hasText: 'The 90,000.00 before it had earned 5 %; the difference is paid now.' })).toBeVisible()
    await manager.getByRole('link', { name: `sales.order:${order}` }).click()
    await expect(manager).toHaveURL(new RegExp(`/form/sales.order/${order}`))
  })

  expect(heard).toEqual([])
  expect(heardByManager).toEqual([])
})
