import { expect, listen, signIn, test } from '../support/clinic'
import { PAGES, SIZES } from './pages'

/** What a page shows when a text has no translation: its key. */
const KEY = /\b[a-z]+(?:_[a-z]+)+\b/

for (const theme of ['light', 'dark'] as const) {
  for (const language of ['en', 'th'] as const) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      for (const shot of PAGES) {
        test(`${shot.name} ${theme} ${language} ${size}`, async ({ browser }) => {
          const context = await browser.newContext({ viewport, colorScheme: theme })
          await context.addInitScript(
            ([chosenTheme, chosenLanguage]) => {
              localStorage.setItem('aesthetix.theme', chosenTheme as string)
              localStorage.setItem('aesthetix.language', chosenLanguage as string)
            },
            [theme, language],
          )
          const page = await context.newPage()
          const heard = listen(page)
          await signIn(page, shot.as)
          await page.goto(typeof shot.path === 'string' ? shot.path : await shot.path(page))
          await page.waitForLoadState('networkidle').catch(() => undefined)
          await page.waitForTimeout(600)
          await page.screenshot({ path: `results/shots/${shot.name}-${theme}-${language}-${size}.png` })
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
          expect(overflow, 'the page is wider than the screen').toBeLessThanOrEqual(0)
          if (language === 'th') expect(await page.locator('body').innerText()).not.toMatch(KEY)
          expect(heard).toEqual([])
          await context.close()
        })
      }
    }
  }
}
