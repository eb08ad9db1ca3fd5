/** The cashier takes the visit to the till, adds what is sold besides, and takes cash and PromptPay for it. */
import { expect, expectAccessible, personAt, test } from '../support/clinic'
import { ask, productOf, type Sold } from '../support/records'
import { shiftOfToday } from '../support/till'
import { visitAtTill } from '../support/visit'

const money = (satang: number): string => (satang / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 })
const satang = (text: string): number => Math.round(Number(text) * 100)

/** Points of an inch, as PDF counts, in millimetres. */
const millimetres = (points: number): number => (points * 25.4) / 72

test('a visit is checked out: charges, drug and retail, VAT apart, cash with change and PromptPay, receipt', async ({ browser }) => {
  const { page, heard } = await personAt(browser, 'cashier', '/inbox')
  await shiftOfToday(page)
  const visit = await visitAtTill(browser, page)
  const [toxin, drug, retail] = await Promise.all(['BTXA', 'MUPI', 'SPF50'].map((code) => productOf(page, code)))
  const exempt = satang(toxin!.price) * visit.units
  const taxed = satang(drug!.price) + satang(retail!.price)
  const total = exempt + taxed
  const net = Math.round((taxed * 100) / 107)

  await test.step('the visit waits at the till', async () => {
    await page.goto('/pos')
    await page.locator(`.visit-button[data-order="${visit.order}"]`).click()
    await expect(page.getByTestId('pos-patient')).toContainText(visit.patient.name)
    await expect(page.getByTestId('allergy-banner')).toContainText('Allergy: Latex')
    const pico = page.locator('[data-line="PICO"]')
    await expect(pico).toContainText('Session 1 of 6')
    await expect(pico).toContainText('0.00')
    await expect(page.locator('[data-line="BTXA"]')).toContainText(`${money(satang(toxin!.price))} × 8`)
    await expect(page.getByTestId('cart-total')).toContainText(money(exempt))
    await expectAccessible(page)
  })

  await test.step('a drug and a sunscreen are added from the grid', async () => {
    await page.getByTestId('product-search').fill('mupi')
    await page.locator('[data-code="MUPI"]').click()
    await page.getByTestId('product-search').fill('')
    await page.getByRole('tab', { name: /Retail/ }).or(page.getByRole('button', { name: /Retail/ })).first().click()
    await page.locator('[data-code="SPF50"]').click()
    await expect(page.getByTestId('cart-total')).toContainText(money(total))
  })

  await test.step('VAT stands apart: none over the treatment, seven per cent within the goods', async () => {
    await expect(page.getByTestId('vat-exempt')).toHaveText(money(exempt))
    await expect(page.getByTestId('vat-taxable')).toHaveText(money(net))
    await expect(page.getByTestId('vat-amount')).toHaveText(money(taxed - net))
  })

  await test.step('Checkout Summary: every line, no way out but back, one button', async () => {
    await page.getByTestId('pay').click()
    await expect(page).toHaveURL(/\/pos\/checkout/)
    const summary = page.getByRole('region', { name: 'Summary' })
    await expect(summary.getByRole('listitem')).toHaveCount(4)
    await expect(page.getByTestId('checkout-total')).toContainText(money(total))
    await expect(page.getByRole('navigation')).toHaveCount(0)
    await expect(page.getByTestId('finish')).toBeDisabled()
    await expectAccessible(page)
  })

  await test.step('a thousand by PromptPay: the code is shown, and taken only with the bank’s reference', async () => {
    await page.getByRole('button', { name: /^PromptPay/ }).click()
    await page.getByTestId('tender-amount').fill('1000')
    const code = page.getByTestId('promptpay-qr')
    await expect(code).toHaveAttribute('data-payload', /^000201.*54071000\.00.*6304[0-9A-F]{4}$/)
    await expect(page.getByTestId('finish')).toBeDisabled()
    await expectAccessible(page)
    await page.getByTestId('promptpay-reference').fill('BBL 20261123 7741')
    await page.getByTestId('finish').click()
    await expect(page.getByTestId('tenders')).toContainText('BBL 20261123 7741')
    await expect(page.getByTestId('left-to-pay')).toContainText(money(total - 100_000))
  })

  const handed = Math.ceil((total - 100_000) / 100_000) * 100_000
  const change = handed - (total - 100_000)

  await test.step('the rest in cash, with change', async () => {
    await page.getByRole('button', { name: /^Cash/ }).click()
    for (const digit of String(handed / 100)) await page.getByRole('button', { name: digit, exact: true }).click()
    await expect(page.getByTestId('change')).toContainText(money(change))
    await page.getByTestId('finish').click()
    await expect(page).toHaveURL(/\/pos\/receipts\/\d+/)
    await expect(page.getByTestId('change-due')).toContainText(money(change))
  })

  await test.step('the receipt has a number, says what was paid how, and the VAT of the goods alone', async () => {
    await page.getByRole('button', { name: 'English' }).click()
    const paper = page.getByTestId('receipt-paper')
    const sold = await ask<Sold>(page, 'GET', `sales/orders/${visit.order}/`)
    expect(satang(sold.total)).toBe(total)
    expect(sold.number).toMatch(/\d{4,}$/)
    await expect(paper).toContainText(sold.number)
    await expect(paper).toContainText(money(total))
    await expect(paper).toContainText(money(taxed - net))
    await expect(paper).toContainText(money(change))
    await expect(paper).toContainText('BBL 20261123 7741')
    await expect(page.getByTestId('commission-notice')).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('it prints on paper of 80 mm, alone and on one page; the print is counted', async () => {
    await page.evaluate(() => Object.assign(window, { print: () => Object.assign(window, { printed: true }) }))
    await page.getByRole('button', { name: /Print, 80 mm/ }).click()
    await expect.poll(() => page.evaluate(() => 'printed' in window)).toBe(true)
    await expect(page.getByText('80 mm, printed 1 time')).toBeVisible()
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)]
    expect(boxes).toHaveLength(1)
    expect(millimetres(Number(boxes[0]![1]))).toBeCloseTo(80, 0)
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByTestId('pos-receipt')).toBeHidden()
    await expect(page.locator('body > .paper-out .paper')).toBeVisible()
    await page.emulateMedia({ media: null })
  })

  await test.step('the next sale begins empty, and nobody waits any more', async () => {
    await page.getByTestId('next-sale').click()
    await expect(page.getByTestId('pay')).toBeDisabled()
    await expect(page.locator(`.visit-button[data-order="${visit.order}"]`)).toHaveCount(0)
  })

  expect(heard).toEqual([])
})
