/** A discount above the cashier's limit waits for the manager, who decides in the inbox; whoever asks never decides. */
import type { Browser, Page } from '@playwright/test'
import { api, expect, expectAccessible, personAt, test } from '../support/clinic'
import { ask, newPatient, productOf, rows, unique, type Named } from '../support/records'
import { choosePatient, payCash, putInCart, shiftOfToday } from '../support/till'
import { visitAtTill } from '../support/visit'

interface Bill extends Named {
  state: string
  total: string
  discount_request: (Named & { state: string; decided_by_name: string }) | null
}

const money = (amount: number): string => amount.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const orderInHand = async (till: Page, reason: string): Promise<Bill> => {
  const [asked] = await rows<Named & { order: number }>(till, 'sales/discount-requests/', { reason: { eq: reason } })
  return ask<Bill>(till, 'GET', `sales/orders/${asked!.order}/`)
}

/** The cashier asks for more than she may give: the sale waits, and she cannot be paid. */
async function askFor(till: Page, percent: string, reason: string): Promise<Bill> {
  await till.getByRole('button', { name: /^Discount on the sale/ }).click()
  await till.getByTestId('discount-value').fill(percent)
  await expect(till.getByRole('dialog')).toContainText('Your limit is 10 %')
  await expect(till.getByRole('button', { name: 'Ask a manager' })).toBeDisabled()
  await till.getByTestId('discount-reason').fill(reason)
  await expectAccessible(till)
  await till.getByRole('button', { name: 'Ask a manager' }).click()
  await expect(till.getByTestId('discount-waiting')).toHaveAttribute('data-state', 'requested')
  await expectAccessible(till)
  return orderInHand(till, reason)
}

/** Where the process stands, as the picture draws it. */
const standsAt = (page: Page, node: string): Promise<void> => expect(page.locator(`.picture [data-node="${node}"]`)).toHaveClass(/is-now/)

async function approveInInbox(manager: Page, reason: string): Promise<void> {
  await manager.goto('/inbox?box=queue')
  await manager.getByRole('button', { name: new RegExp(reason) }).click()
  await expect(manager.getByRole('region', { name: 'Process' }).or(manager.locator('.picture')).first()).toBeVisible()
  await standsAt(manager, 'decide')
  await expect(manager.locator('.facts')).toContainText(reason)
  await expectAccessible(manager)
  await manager.getByLabel('Comment').fill('A good patient')
  await manager.getByRole('button', { name: 'Approve' }).click()
  await expect(manager.getByRole('status').filter({ hasText: 'Approve' }).first()).toBeVisible()
}

async function threePeople(browser: Browser): Promise<{ till: Page; manager: Page; heard: string[][] }> {
  const cashier = await personAt(browser, 'cashier', '/inbox')
  const manager = await personAt(browser, 'manager', '/inbox')
  await shiftOfToday(cashier.page)
  return { till: cashier.page, manager: manager.page, heard: [cashier.heard, manager.heard] }
}

test('without a visit: asked at the till, approved in the inbox, paid', async ({ browser }) => {
  const { till, manager, heard } = await threePeople(browser)
  const reason = `Regular guest ${unique()}`
  const price = Number((await productOf(till, 'SPF50')).price)
  await till.goto('/pos')
  await putInCart(till, 'SPF50')
  const bill = await askFor(till, '20', reason)

  await test.step('the cashier who asked cannot decide, nor be paid meanwhile', async () => {
    const request = bill.discount_request!.id
    expect((await api(till, 'POST', `/api/v1/sales/discount-requests/${request}/approve/`, {})).status).toBe(403)
    const lines = [{ key: 'l', product_id: (await productOf(till, 'SPF50')).id, quantity: '1', unit_price: price.toFixed(2) }]
    const session = (await shiftOfToday(till)).id
    const tenders = [{ kind: 'cash', amount: price.toFixed(2) }]
    const body = { order_id: bill.id, register_session: session, lines, tenders, expected_total: price.toFixed(2) }
    const early = await api<{ code: string }>(till, 'POST', '/api/v1/sales/checkout/', body)
    expect([early.status, early.body.code]).toEqual([409, 'sales.order.discount_undecided'])
  })

  await approveInInbox(manager, reason)

  await test.step('the till hears of it and takes the lower sum', async () => {
    await expect(till.getByText('approved').or(till.getByText('Approved')).first()).toBeVisible()
    await expect(till.getByTestId('discount-waiting')).toHaveCount(0)
    await expect(till.getByTestId('cart-total')).toContainText(money(price * 0.8))
    await payCash(till)
    const paid = await ask<Bill>(till, 'GET', `sales/orders/${bill.id}/`)
    expect([paid.state, Number(paid.total), paid.discount_request!.state]).toEqual(['paid', price * 0.8, 'approved'])
  })

  await test.step('the picture shows it at its end', async () => {
    await manager.goto('/inbox?box=archive')
    await manager.getByRole('button', { name: new RegExp(reason) }).first().click()
    await expect(manager.locator('.picture .is-now')).toHaveCount(0)
    await expect(manager.locator('.picture [data-node="end_approved"]')).toHaveClass(/is-done/)
  })
  for (const one of heard) expect(one).toEqual([])
})

test('with a visit: the visit’s own process goes on when the manager has decided', async ({ browser }) => {
  const { till, manager, heard } = await threePeople(browser)
  const visit = await visitAtTill(browser, till)
  const reason = `Birthday ${unique()}`
  await till.goto('/pos')
  await till.locator(`.visit-button[data-order="${visit.order}"]`).click()
  await expect(till.locator('[data-line="BTXA"]')).toBeVisible()
  const full = Number((await productOf(till, 'BTXA')).price) * visit.units
  const bill = await askFor(till, '15', reason)
  expect(bill.id).toBe(visit.order)
  await approveInInbox(manager, reason)
  await expect(till.getByTestId('cart-total')).toContainText(money(full * 0.85))
  await payCash(till)
  expect((await ask<Bill>(till, 'GET', `sales/orders/${visit.order}/`)).state).toBe('paid')
  for (const one of heard) expect(one).toEqual([])
})

test('a manager who asks cannot approve her own request; another manager refuses it with a word', async ({ browser }) => {
  const asks = await personAt(browser, 'manager', '/inbox')
  const other = await personAt(browser, 'manager2', '/inbox')
  const reason = `Own friend ${unique()}`
  const product = await productOf(asks.page, 'SPF50')
  const draft = { lines: [{ key: 'l', product_id: product.id, quantity: '1', unit_price: product.price }] }
  const order = await ask<Bill>(asks.page, 'POST', 'sales/orders/', draft)
  const asked = await ask<Bill>(asks.page, 'POST', `sales/orders/${order.id}/request_discount/`, { percent: '50', reason })
  const request = asked.discount_request!.id

  await test.step('her inbox offers no decision, and the door is shut', async () => {
    expect((await api(asks.page, 'POST', `/api/v1/sales/discount-requests/${request}/approve/`, {})).status).toBe(403)
    const task = await taskOf(other.page, reason)
    await asks.page.goto(`/inbox/${task}`)
    await expect(asks.page.getByRole('button', { name: 'Approve' })).toHaveCount(0)
    const tried = await api(asks.page, 'POST', `/api/v1/flows/tasks/${task}/complete/`, { choice: 'approve', note: '' })
    expect(tried.status).toBeGreaterThanOrEqual(403)
    expect(tried.status).toBeLessThan(410)
  })

  await test.step('the other manager refuses', async () => {
    await other.page.goto(`/inbox/${await taskOf(other.page, reason)}`)
    await other.page.getByLabel('Comment').fill('Not for friends')
    await other.page.getByRole('button', { name: 'Refuse' }).click()
    await expect.poll(async () => (await ask<Bill>(asks.page, 'GET', `sales/orders/${order.id}/`)).discount_request!.state).toBe('refused')
  })
  await ask(asks.page, 'POST', `sales/orders/${order.id}/drop/`, { reason: 'end of the story' })
  expect([...asks.heard, ...other.heard]).toEqual([])
})

interface TaskRow extends Named {
  node: string
  process: { title: string }
}

async function taskOf(manager: Page, reason: string): Promise<number> {
  let found: TaskRow | undefined
  await expect
    .poll(async () => {
      const { results } = await ask<{ results: TaskRow[] }>(manager, 'GET', 'flows/tasks/?box=queue&limit=200')
      found = results.find((one) => one.process.title === reason && one.node === 'decide')
      return found !== undefined
    })
    .toBe(true)
  return found!.id
}

test('the task “take the payment” leads the cashier to the bill', async ({ browser }) => {
  const { till, manager, heard } = await threePeople(browser)
  const { page: desk } = await personAt(browser, 'reception', '/inbox')
  const patient = await newPatient(desk)
  const reason = `Long wait ${unique()}`
  await till.goto('/pos')
  await choosePatient(till, patient.hn)
  await putInCart(till, 'SPF50')
  const bill = await askFor(till, '20', reason)
  await till.getByRole('button', { name: /^Hold/ }).last().click()
  await expect(till.getByTestId('discount-waiting')).toHaveCount(0)
  await approveInInbox(manager, reason)
  await till.goto(`/pos?order=${bill.id}`)
  await expect(till.getByTestId('pos-patient')).toContainText(patient.name)
  await expect(till.getByTestId('cart-total')).toContainText(money(Number((await productOf(till, 'SPF50')).price) * 0.8))
  await payCash(till)
  for (const one of heard) expect(one).toEqual([])
})
