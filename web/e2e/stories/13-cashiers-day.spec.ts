/**
 * A cashier's day: open with a float, twenty mixed sales by keyboard alone, one put aside and taken up again, one given
 * back with a manager's PIN, five without the line of which one loses its answer, a blind count, and a Z that agrees.
 */
import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, password, personAt, test, voiceOf } from '../support/clinic'
import { ask, type Named, rows, unique } from '../support/records'
import { closeShift, piecesOf, shiftOfToday } from '../support/till'

interface Ware {
  id: number
  code: string
  kind: string
  price: string | null
  stock: string | null
  tracks_lots: boolean
  barcode: string
}
interface Bill extends Named {
  number: string
  state: string
  total: string
  paid_at: string
}
interface Report {
  number: string
  sales_count: number
  sales_total: string
  refund_count: number
  refund_total: string
  cash: { counted: string; expected: string; over_short: string }
  tenders: { kind: string; amount: string; refunded: string }[]
}
type Means = 'cash' | 'card' | 'promptpay'
interface Plan {
  ware: Ware
  pieces: number
  means: Means
  percent?: number
  scanned?: boolean
}

const FLOAT = 3_000
const PIN = '719346'
const SLOWER_THAN_A_SCANNER_MS = 120
const MEANS: Means[] = ['cash', 'card', 'cash', 'promptpay', 'cash']
/** What a line that is cut on purpose says in the console. */
const CUT = /ERR_INTERNET_DISCONNECTED|ERR_NETWORK|Failed to fetch/
const satang = (amount: string | number): number => Math.round(Number(amount) * 100)
const totalOf = (plan: Plan): number => {
  const whole = satang(plan.ware.price!) * plan.pieces
  return whole - Math.round((whole * (plan.percent ?? 0)) / 100)
}

/** By Tab alone, as somebody without a mouse goes there. */
async function tabTo(till: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let n = 0; n < 60; n += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await till.keyboard.press(key)
  }
  throw new Error('not reached by Tab')
}

/** A scanner strikes its keys faster than a busy machine passes them on one by one. */
async function scan(till: Page, barcode: string): Promise<void> {
  await till.evaluate((digits) => {
    const strike = (key: string, code: string): boolean =>
      (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }))
    for (const digit of digits) strike(digit, `Digit${digit}`)
    strike('Enter', 'Enter')
  }, barcode)
}

async function ring(till: Page, plan: Plan): Promise<void> {
  const { ware, pieces } = plan
  if (!plan.scanned) {
    await till.keyboard.press('F2')
    await till.keyboard.type(ware.code)
    await expect(till.locator('[data-code]').first()).toHaveAttribute('data-code', ware.code)
    await till.waitForTimeout(SLOWER_THAN_A_SCANNER_MS)
  }
  for (let n = 0; n < pieces; n += 1) {
    if (plan.scanned) await scan(till, ware.barcode)
    else await till.keyboard.press('Enter')
  }
  await till.keyboard.press('Escape')
  await expect(till.locator(`[data-line="${ware.code}"]`)).toBeVisible()
  if (plan.percent === undefined) return
  await till.keyboard.press('F8')
  const form = till.getByRole('dialog')
  await tabTo(till, form.getByRole('button', { name: `${plan.percent} %`, exact: true }))
  await till.keyboard.press('Enter')
  await tabTo(till, form.getByTestId('discount-value'))
  await till.keyboard.press('Enter')
  await expect(form).toHaveCount(0)
}

/** Pays what is in the cart; answers the address of the receipt. */
async function pay(till: Page, plan: Plan): Promise<string> {
  const due = totalOf(plan)
  await till.keyboard.press('F9')
  await expect(till.getByTestId('checkout-total')).toContainText((due / 100).toLocaleString('en-US', { minimumFractionDigits: 2 }))
  if (plan.means === 'cash') {
    await till.keyboard.type(String(Math.ceil(due / 10_000) * 100))
  } else {
    await till.keyboard.press(plan.means === 'card' ? 'F6' : 'F7')
    await tabTo(till, till.getByTestId(plan.means === 'card' ? 'tender-reference' : 'promptpay-reference'))
    await till.keyboard.type(`REF${due}`)
  }
  await till.keyboard.press('F9')
  await expect(till).toHaveURL(/\/pos\/(receipts|offline)\/\d+/)
  return new URL(till.url()).pathname
}

async function next(till: Page): Promise<void> {
  await till.keyboard.press('F9')
  await expect(till.getByTestId('product-search')).toBeVisible()
}

async function sell(till: Page, plan: Plan): Promise<string> {
  await ring(till, plan)
  const paper = await pay(till, plan)
  await next(till)
  return paper
}

/** Goods and treatments of the shelf that need neither lot nor approval, the best stocked first. */
async function wares(till: Page): Promise<{ goods: Ware[]; treatments: Ware[] }> {
  const { products } = await ask<{ products: Ware[] }>(till, 'GET', 'sales/pos/bootstrap/')
  const plain = products.filter((one) => one.price !== null && !one.tracks_lots && Number(one.price) < 5_000)
  const goods = plain.filter((one) => Number(one.stock ?? 0) >= 12 && one.barcode !== '').sort((a, b) => Number(b.stock) - Number(a.stock))
  return { goods, treatments: plain.filter((one) => one.kind === 'treatment') }
}

function plansFor(goods: Ware[], treatments: Ware[], howMany: number): Plan[] {
  return Array.from({ length: howMany }, (_, n) => ({
    ware: n % 3 === 2 ? treatments[n % treatments.length]! : goods[n % Math.min(4, goods.length)]!,
    pieces: n % 3 === 2 ? 1 : 1 + (n % 2),
    means: MEANS[n % MEANS.length]!,
    ...(n % 7 === 3 ? { percent: n % 2 ? 5 : 10 } : {}),
    ...(n % 3 === 1 ? { scanned: true } : {}),
  }))
}

test('a cashier’s day', async ({ browser }) => {
  test.setTimeout(300_000) // twenty-five sales, on a machine that may be busy
  const { page: till, heard } = await personAt(browser, 'cashier', '/inbox')
  const manager = await voiceOf(browser, 'manager')
  await ask(manager, 'POST', 'sales/approver-pin/', { pin: PIN, password: password() })
  await closeShift(till, await shiftOfToday(till))
  const { goods, treatments } = await wares(till)
  const plans = plansFor(goods, treatments, 20)
  const away = plansFor(goods.slice(1), treatments.slice(1), 5)
  const taken = { cash: 0, card: 0, promptpay: 0 }
  const note = (plan: Plan): void => void (taken[plan.means] += totalOf(plan))
  let shift = 0
  let givenBack = 0
  const why = `Fetches her purse ${unique()}`

  await test.step('she opens the register with a float', async () => {
    await till.goto('/pos')
    await expect(till).toHaveURL(/\/pos\/open/)
    for (const [piece, pieces] of piecesOf(FLOAT)) await till.locator(`[data-piece="${piece}"]`).fill(String(pieces))
    await till.keyboard.press('F9')
    await expect(till.getByTestId('product-search')).toBeVisible()
    shift = (await shiftOfToday(till)).id
  })

  await test.step('twenty mixed sales by keyboard, one of them put aside and taken up again', async () => {
    for (const [n, plan] of plans.entries()) {
      if (n !== 9) await sell(till, plan)
      else {
        await ring(till, plan)
        await till.keyboard.press('F4')
        await tabTo(till, till.getByRole('dialog').getByTestId('reason'))
        await till.keyboard.type(why)
        await till.keyboard.press('Enter')
        await expect(till.getByRole('dialog')).toHaveCount(0)
        await till.keyboard.press('F2')
        await tabTo(till, till.getByRole('button', { name: /^Held/ }), 'Shift+Tab')
        await till.keyboard.press('Enter')
        const held = till.getByRole('dialog').getByRole('listitem').filter({ hasText: why })
        await tabTo(till, held.getByRole('button'))
        await till.keyboard.press('Enter')
        await expect(till.locator(`[data-line="${plan.ware.code}"]`)).toBeVisible()
        await pay(till, plan)
        await next(till)
      }
      note(plan)
    }
  })

  await test.step('one is given back with a manager’s PIN', async () => {
    const bills = await rows<Bill>(till, 'sales/orders/', { register_session: { eq: shift }, state: { eq: 'paid' } }, { order: 'id' })
    expect(bills.map((bill) => satang(bill.total))).toEqual(plans.map(totalOf))
    const dear = bills[plans.findIndex((plan) => plan.means === 'cash' && totalOf(plan) > 50_000)]!
    await till.goto(`/pos/refund/${dear.id}`)
    await till.getByTestId('refund-all').click()
    const stock = till.getByRole('button', { name: 'Back to stock' })
    if (await stock.count()) await stock.first().click()
    await till.getByTestId('refund-note').fill('Changed her mind')
    await till.getByTestId('refund-go').click()
    await till.getByTestId('pin-who').fill('manager')
    await till.getByTestId('pin-code').fill(PIN)
    await till.getByTestId('pin-go').click()
    await expect(till.getByTestId('refund-approved')).toBeVisible()
    await till.getByTestId('refund-go').click()
    await expect(till).toHaveURL(/\/pos\/refunds\/\d+/)
    givenBack = satang(dear.total)
    await till.goto('/pos')
    await expect(till.getByTestId('product-search')).toBeVisible()
  })

  const printed: string[] = []
  await test.step('the line breaks: five sales with numbers of the device, also after a reload', async () => {
    await till.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await till.context().setOffline(true)
    await expect(till.getByTestId('offline')).toContainText('you can go on selling')
    for (const [n, plan] of away.entries()) {
      await ring(till, plan)
      const paper = await pay(till, plan)
      expect(paper).toMatch(/\/pos\/offline\/\d+/)
      const number = await till.getByTestId('receipt-paper').getByText(/^(TX|RC)-.*-D\d+-\d\d-\d{6}$/).first().innerText()
      printed.push(number)
      note(plan)
      if (n === 2) {
        await till.reload()
        await expect(till.getByTestId('receipt-paper')).toContainText(number)
        await expectAccessible(till)
      }
      await next(till)
    }
    await expect(till.getByTestId('offline-queue')).toContainText('5 sales wait for the line')
    expect(new Set(printed).size).toBe(5)
  })

  await test.step('what needs the server is refused with a word', async () => {
    await till.keyboard.press('F2')
    await till.keyboard.type(goods[0]!.code)
    await till.keyboard.press('Enter')
    await till.keyboard.press('Escape')
    await till.keyboard.press('F9')
    await till.locator('.tender-tiles button', { hasText: 'transfer' }).click()
    await expect(till.getByTestId('offline-refused')).toContainText('only cash, card and PromptPay')
    await till.keyboard.press('Escape')
    await till.getByRole('button', { name: /Empty|Clear/ }).first().click()
  })

  await test.step('the line returns, an answer is lost on the way: each sale is there exactly once', async () => {
    await till.evaluate(() => {
      const real = window.fetch.bind(window)
      let lost = false
      window.fetch = async (...given: Parameters<typeof fetch>) => {
        const answer = await real(...given)
        if (lost || !String(given[0]).includes('offline-sales/sync')) return answer
        lost = true
        Object.assign(window, { answerLost: answer.status })
        throw new TypeError('Failed to fetch')
      }
    })
    await till.context().setOffline(false)
    await expect(till.getByTestId('offline-queue')).toHaveCount(0)
    expect(await till.evaluate(() => (window as unknown as { answerLost: number }).answerLost)).toBe(201)
    for (const number of printed) {
      const found = await rows<Bill>(till, 'sales/orders/', { number: { eq: number } })
      expect(found.map((bill) => bill.state), number).toEqual(['paid'])
    }
    expect(await rows<Bill>(till, 'sales/orders/', { register_session: { eq: shift } })).toHaveLength(plans.length + away.length)
    await till.goto('/pos/offline')
    for (const number of printed) await expect(till.locator(`[data-number="${number}"]`)).toHaveAttribute('data-state', 'sent')
    await expectAccessible(till)
  })

  await test.step('she counts blind and closes; the Z agrees with the sums of this story', async () => {
    const drawer = FLOAT * 100 + taken.cash - givenBack
    await till.goto('/pos/close')
    await till.getByTestId('start-count').click()
    await expect(till.getByTestId('hand-in')).toBeVisible()
    for (const [piece, pieces] of piecesOf(drawer / 100)) await till.locator(`[data-piece="${piece}"]`).fill(String(pieces))
    await till.getByTestId('hand-in').click()
    await till.getByTestId('close-register').click()
    const paper = till.getByTestId('session-report')
    await expect(paper).toContainText(/Z-STN-/)
    const z = await ask<Report>(till, 'GET', `sales/register-sessions/${shift}/z-report/`)
    const kinds = Object.fromEntries(z.tenders.filter((one) => one.kind in taken).map((one) => [one.kind, satang(one.amount)]))
    expect([satang(z.cash.counted), satang(z.cash.expected), satang(z.cash.over_short)]).toEqual([drawer, drawer, 0])
    expect(satang(z.sales_total)).toBe(taken.cash + taken.card + taken.promptpay)
    expect([z.sales_count, z.refund_count, satang(z.refund_total)]).toEqual([plans.length + away.length, 1, givenBack])
    expect(kinds).toEqual({ ...taken, cash: taken.cash - givenBack })
  })

  expect(heard.filter((one) => !CUT.test(one))).toEqual([])
})
