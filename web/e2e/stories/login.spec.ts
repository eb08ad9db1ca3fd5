import { expect, expectAccessible, listen, password, signIn, test } from '../support/clinic'

test('a wrong password is said plainly and loses nothing', async ({ page }) => {
  await page.goto('/login')
  await page.locator('input[name=username]').fill('cashier')
  await page.locator('input[name=password]').fill('not the password')
  await page.locator('form button[type=submit]').click()
  await expect(page.getByText(/is not right/).first()).toBeVisible()
  await expect(page.locator('input[name=username]')).toHaveValue('cashier')
  await expect(page.locator('input[name=password]')).toBeFocused()
  await expectAccessible(page)
})

test('after signing in one is where one wanted to be, in either language', async ({ page }) => {
  const heard = listen(page)
  await signIn(page, 'manager', '/list/catalog.product')
  await expect(page).toHaveURL(/\/list\/catalog\.product/)
  await expect(page.getByRole('heading', { name: 'Products' })).toBeVisible()
  await page.getByRole('button', { name: 'ไทย' }).or(page.getByRole('radio', { name: 'ไทย' })).first().click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'th')
  expect(heard).toEqual([])
})

test('a session that ended asks for the password and leads back', async ({ page, context }) => {
  await signIn(page, 'manager', '/list/catalog.product')
  await context.clearCookies()
  await page.evaluate(() => localStorage.setItem('aesthetix.access', 'expired'))
  await page.reload()
  await expect(page).toHaveURL(/\/login/)
  await page.locator('input[name=password]').fill(password())
  await page.locator('form button[type=submit]').click()
  await expect(page).toHaveURL(/\/list\/catalog\.product/)
})
