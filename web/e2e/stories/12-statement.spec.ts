/** A therapist reads her month line by line, takes it away on paper, asks about a line and reads the manager's answer. */
import { expect, expectAccessible, personAt, test } from '../support/clinic'
import { unique } from '../support/records'

test('a therapist reads and questions her statement; the manager answers', async ({ browser }) => {
  const words = `Which tier was this? ${unique()}`
  const therapist = await personAt(browser, 'therapist', '/commissions/statement')
  const mine = therapist.page
  const line = mine.locator('button.what').filter({ hasNotText: 'Question' }).first()

  await test.step('each line shows how it was computed; nobody else’s month is there', async () => {
    await expect(mine.locator('nav.people')).toHaveCount(0)
    await line.click()
    await expect(mine.locator('.steps li').last()).toContainText('Result')
    await expectAccessible(mine)
  })

  await test.step('the month leaves on paper', async () => {
    await mine.getByRole('button', { name: 'Export' }).click()
    const [file] = await Promise.all([mine.waitForEvent('download'), mine.getByRole('menuitem', { name: 'PDF' }).click()])
    expect(file.suggestedFilename()).toMatch(/^commission-statement-\d{4}-\d{2}-\d+\.pdf$/)
  })

  await test.step('she asks; the line says so', async () => {
    await mine.getByRole('button', { name: 'Ask about this line…' }).click()
    await mine.getByLabel('What do you want to know?').fill(words)
    await expectAccessible(mine)
    await mine.getByRole('dialog').getByRole('button', { name: 'Ask about this line' }).click()
    await expect(mine.getByText('Not answered yet')).toBeVisible()
  })

  await test.step('the manager finds the question and answers; she reads it without asking again', async () => {
    const manager = await personAt(browser, 'manager', '/list/commissions.commission_question')
    await manager.page.getByRole('row').filter({ hasText: words }).click()
    await manager.page.getByRole('button', { name: 'Answer' }).click()
    await manager.page.getByRole('dialog').getByRole('textbox').fill('The first one: five percent up to 100,000.')
    await manager.page.getByRole('dialog').getByRole('button', { name: 'Answer' }).click()
    await expect(manager.page.getByText('Answered').first()).toBeVisible()
    await expect(mine.getByText('The first one: five percent up to 100,000.')).toBeVisible()
    expect(manager.heard).toEqual([])
  })
  expect(therapist.heard).toEqual([])
})
