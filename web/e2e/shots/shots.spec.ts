import type { Browser, Page } from '@playwright/test'
import { expect, listen, signIn, test, type Person } from '../support/clinic'
import { PAGES, SIZES, type Shot } from './pages'

/** What a page shows when a text has no translation: its key. Names meant for machines stand in `code`. */
const KEY = /\b[a-z]+(?:_[a-z]+)+\b/

const words = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement
    copy.querySelectorAll('code, script, style').forEach((element) => element.remove())
    return copy.textContent ?? ''
  })

/** Nothing of the page is still to come: no waiting mark, no grey bar, no picture on its way. */
const settled = (): boolean =>
  !document.querySelector('[aria-busy=true], .skel') && [...document.images].every((image) => image.complete)

interface Look {
  theme: 'light' | 'dark'
  language: 'en' | 'th'
  size: keyof typeof SIZES
}

const LOOKS: Look[] = (['light', 'dark'] as const).flatMap((theme) =>
  (['en', 'th'] as const).flatMap((language) => (['desktop', 'tablet'] as const).map((size) => ({ theme, language, size }))),
)

/** One browser for each person, signed in once, who then walks through her pages. */
async function pageOf(browser: Browser, person: Person, look: Look): Promise<{ page: Page; heard: string[] }> {
  const context = await browser.newContext({ viewport: SIZES[look.size], colorScheme: look.theme })
  await context.addInitScript(
    ([theme, language]) => {
      localStorage.setItem('aesthetix.theme', theme as string)
      localStorage.setItem('aesthetix.language', language as string)
    },
    [look.theme, look.language],
  )
  const page = await context.newPage()
  const heard = listen(page)
  await signIn(page, person)
  return { page, heard }
}

async function shoot(page: Page, shot: Shot, look: Look): Promise<void> {
  const name = `${shot.name} ${look.theme} ${look.language} ${look.size}`
  await page.goto(typeof shot.path === 'string' ? shot.path : await shot.path(page))
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await page.waitForFunction(settled, undefined, { timeout: 10_000 }).catch(() => undefined)
  await page.screenshot({ path: `results/shots/${name.replaceAll(' ', '-')}.png`, animations: 'disabled' })
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect.soft(tooWide, `${name}: wider than the screen`).toBeLessThanOrEqual(0)
  if (look.language === 'th') expect.soft(await words(page), `${name}: not translated`).not.toMatch(KEY)
}

for (const look of LOOKS) {
  for (const person of new Set(PAGES.map((shot) => shot.as))) {
    test(`${person} ${look.theme} ${look.language} ${look.size}`, async ({ browser }) => {
      const { page, heard } = await pageOf(browser, person, look)
      for (const shot of PAGES.filter(({ as }) => as === person)) await shoot(page, shot, look)
      expect(heard).toEqual([])
      await page.context().close()
    })
  }
}
