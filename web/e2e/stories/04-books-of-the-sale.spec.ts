/** One payment is one transaction: order, number, stock, course, entry and events, all of it or nothing. */
import type { Page } from '@playwright/test'

import { api, expect, expectAccessible, personAt, test, voiceOf } from '../support/clinic'
import { ask, productOf, rows, type Named, type Product, type Sold } from '../support/records'
import { sell } from '../support/till'
import { checkoutOf, visitAtTill } from '../support/visit'

interface EntryLine {
  debit: string
  credit: string
  _labels: { account: string }
}
interface Entry extends Named {
  number: string
  state: string
  total: string
  posted_at: string
  lines: EntryLine[]
}

const satang = (text: string): number => Math.round(Number(text) * 100)
const place = (number: string): number => Number(/(\d+)$/.exec(number)![1])
const inStock = async (page: Page, product: Product): Promise<number> => {
  const found = await rows<{ quantity: string }>(page, 'inventory/quants/', { product: { eq: product.id } })
  return found.reduce((sum, row) => sum + Number(row.quantity), 0)
}

async function entryOf(page: Page, source: string): Promise<Entry> {
  const found = await rows<Entry>(page, 'ledger/entries/', { source: { eq: source } })
  expect(found, source).toHaveLength(1)
  return ask<Entry>(page, 'GET', `ledger/entries/${found[0]!.id}/`)
}

function booked(entry: Entry, side: 'debit' | 'credit', account: RegExp): number {
  return entry.lines.filter((line) => account.test(line._labels.account)).reduce((all, line) => all + satang(line[side]), 0)
}

test('paying a visit posts, moves, redeems, numbers and tells in one transaction', async ({ browser }) => {
  const till = await voiceOf(browser, 'cashier')
  const { page, heard } = await personAt(browser, 'accountant', '/')
  const visit = await visitAtTill(browser, till)
  const sunscreen = await productOf(till, 'SPF50')
  const toxin = await productOf(till, 'BTXA')
  const body = await checkoutOf(till, visit, [{ product: sunscreen }])
  const earlier = await sell(till, [{ product: sunscreen }])
  const before = { sunscreen: await inStock(page, sunscreen), toxin: await inStock(page, toxin) }

  await test.step('a total that the till got wrong takes nothing: no number, no stock, no entry', async () => {
    const wrong = await api<{ code: string }>(till, 'POST', '/api/v1/sales/checkout/', { ...body, expected_total: '1.00' })
    expect(wrong.status).toBeGreaterThanOrEqual(400)
    expect(await inStock(page, sunscreen)).toBe(before.sunscreen)
    expect(await rows<Entry>(page, 'ledger/entries/', { source: { eq: `sales.order:${visit.order}` } })).toEqual([])
  })

  const paid = await test.step('paid: the next number of the register’s series', async () => {
    const answer = await ask<Sold>(till, 'POST', 'sales/checkout/', body)
    const order = await ask<Sold & { state: string }>(page, 'GET', `sales/orders/${answer.id}/`)
    expect(order).toMatchObject({ id: visit.order, state: 'paid', number: answer.number, total: body.expected_total })
    expect(place(answer.number)).toBe(place(earlier.number) + 1)
    return answer
  })

  await test.step('what had not left yet leaves the store; what the signature took does not leave twice', async () => {
    expect(await inStock(page, sunscreen)).toBe(before.sunscreen - 1)
    expect(await inStock(page, toxin)).toBe(before.toxin)
    const moves = await rows<{ product: number; state: string }>(page, 'inventory/moves/', { source: { eq: `sales.order:${paid.id}` } })
    expect(moves).toMatchObject([{ product: sunscreen.id, state: 'done' }])
  })

  await test.step('the held session is redeemed', async () => {
    const [course] = await rows<Named & { used: number; held: number }>(page, 'courses/balances/', { patient: { eq: visit.patient.id } })
    expect(course).toMatchObject({ used: 1, held: 0 })
  })

  const entry = await test.step('balanced entries of the same instant: tender, revenue, VAT and cost; liability turned into revenue', async () => {
    const sale = await entryOf(page, `sales.order:${paid.id}`)
    const net = Math.round((satang(sunscreen.price) * 100) / 107)
    expect(booked(sale, 'debit', /card/i)).toBe(satang(body.expected_total))
    expect(booked(sale, 'credit', /output vat/i)).toBe(satang(sunscreen.price) - net)
    expect(booked(sale, 'debit', /cost/i)).toBeGreaterThan(0)
    const redemption = await entryOf(page, `sales.order:${paid.id}/redemption`)
    expect(booked(redemption, 'debit', /course/i)).toBe(248_333)
    expect(booked(redemption, 'credit', /revenue/i)).toBe(248_333)
    const { paid_at } = await ask<{ paid_at: string }>(page, 'GET', `sales/orders/${paid.id}/`)
    for (const one of [sale, redemption]) {
      expect(booked(one, 'debit', /./)).toBe(booked(one, 'credit', /./))
      expect(one).toMatchObject({ state: 'posted', posted_at: paid_at })
    }
    return sale
  })

  await test.step('the entry’s screen shows it balanced, sealed and locked', async () => {
    await page.goto(`/ledger/entries/${entry.id}`)
    const total = page.getByRole('row', { name: /^Total/ })
    await expect(total).toBeVisible()
    const [debit, credit] = (await total.getByRole('cell').allInnerTexts()).slice(-2)
    expect(debit).toBe(credit)
    expect(satang(debit!.replaceAll(',', ''))).toBe(satang(entry.total))
    await expect(page.getByText('Posted', { exact: true }).first()).toBeVisible()
    await expect(page.getByText(/Sealed/).first()).toBeVisible()
    await expect(page.getByRole('link', { name: paid.number })).toHaveAttribute('href', `/form/sales.order/${paid.id}`)
    await expectAccessible(page)
  })

  await test.step('its events have left the outbox: whoever hears of it has, so the visit goes on to its next task', async () => {
    const desk = await voiceOf(browser, 'reception')
    const subject = `appointments.appointment:${visit.appointment}`
    const waiting = async (): Promise<string[]> => {
      const { results } = await ask<{ results: { title: string; process: { subject: string } }[] }>(desk, 'GET', 'flows/tasks/?box=queue&limit=100')
      return results.filter((task) => task.process.subject === subject).map((task) => task.title)
    }
    await expect.poll(waiting, { timeout: 30_000 }).toEqual(['Offer the next visit'])
    await desk.context().close()
  })

  expect(heard).toEqual([])
})
