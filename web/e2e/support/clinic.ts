import AxeBuilder from '@axe-core/playwright'
import { expect, test as base, type Browser, type Page } from '@playwright/test'

export type Person = 'reception' | 'cashier' | 'therapist' | 'doctor' | 'manager' | 'manager2' | 'accountant' | 'admin'

/** What a browser may say without being at fault: the answers of refused requests that a story asks for on purpose. */
const EXPECTED = [/the server responded with a status of 4\d\d/i]

export function password(): string {
  const given = process.env['AESTHETIX_DEMO_PASSWORD']
  if (!given) throw new Error('AESTHETIX_DEMO_PASSWORD is not set: run the stories by “make e2e”')
  return given
}

/** Collects what the console complains about; a story ends by finding nothing. */
export function listen(page: Page): string[] {
  const heard: string[] = []
  page.on('pageerror', (error) => heard.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.some((known) => known.test(message.text()))) {
      heard.push(`${page.url()}: ${message.text()}`)
    }
  })
  return heard
}

/** Sign in through the form and wait for the shell. */
export async function signIn(page: Page, person: Person, to = '/'): Promise<void> {
  await page.goto(`/login?next=${encodeURIComponent(to)}`)
  await page.locator('input[name=username]').fill(person)
  await page.locator('input[name=password]').fill(password())
  await page.locator('form button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/login'))
}

/** A person with a browser of her own, so that several people work at once. */
export async function personAt(browser: Browser, person: Person, to = '/'): Promise<{ page: Page; heard: string[] }> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const heard = listen(page)
  await signIn(page, person, to)
  return { page, heard }
}

/** A person who only speaks to the API: signed in, with no screen open but the login's. */
export async function voiceOf(browser: Browser, person: Person): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto('/favicon.svg')
  const status = await page.evaluate(
    async ([username, secret]) => {
      const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username, password: secret }) }
      const answer = await fetch('/api/v1/auth/token/', init)
      if (answer.ok) localStorage.setItem('aesthetix.access', ((await answer.json()) as { access: string }).access)
      return answer.status
    },
    [person, password()] as const,
  )
  expect(status, `${person} signs in`).toBe(200)
  return page
}

/** No serious or critical finding of axe on what is shown now. */
export async function expectAccessible(page: Page): Promise<void> {
  // Legacy mode: no second page for frames of other origins, which we do not have. Only violations are written out.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] }).analyze()
  const grave = violations.filter((found) => found.impact === 'serious' || found.impact === 'critical')
  expect(grave.map((found) => `${found.id}: ${found.nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([])
}

export interface Answer<T> {
  status: number
  body: T
}

/** Speak to the API as the person who is signed in on the page: with her own token, renewed as the client renews it, one at a time. */
export async function api<T>(page: Page, method: string, path: string, body?: unknown): Promise<Answer<T>> {
  return page.evaluate(
    async ([verb, address, content]) => {
      const kept = 'aesthetix.access'
      const ends = (token: string): number => (JSON.parse(atob(token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/'))) as { exp: number }).exp
      const token = await navigator.locks.request('aesthetix-refresh', async () => {
        const known = localStorage.getItem(kept)
        if (known && ends(known) - 20 > Date.now() / 1000) return known
        const fresh = await fetch('/api/v1/auth/refresh/', { method: 'POST', credentials: 'same-origin' })
        const { access } = (await fresh.json()) as { access: string }
        localStorage.setItem(kept, access)
        return access
      })
      const init: RequestInit = {
        method: verb as string,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
      }
      if (content !== undefined) init.body = JSON.stringify(content)
      const answer = await fetch(address as string, init)
      const text = await answer.text()
      return { status: answer.status, body: (text ? JSON.parse(text) : null) as T }
    },
    [method, path, body] as const,
  )
}

/** Everybody goes home after a story: pages left open would go on listening and asking, more with each story. */
export const test = base.extend<{ leaving: void }>({
  leaving: [
    async ({ browser }, use) => {
      await use()
      await Promise.all(browser.contexts().map((context) => context.close()))
    },
    { auto: true },
  ],
})
export { expect }
