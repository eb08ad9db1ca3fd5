/** What goes wrong at a face chart: two windows, a line that breaks, a photo that gets stuck. Nothing drawn is lost. */
import type { Locator, Page } from '@playwright/test'

import { expect, expectAccessible, personAt, test, voiceOf } from '../support/clinic'
import { portrait } from '../support/picture'
import { ask, consent, newPatient, rows, type Named } from '../support/records'

interface Chart {
  version_no: number
  items: { type: string; text?: string }[]
}

const board = (page: Page): Locator => page.getByRole('group', { name: 'Face chart', exact: true })

/** Writes a word on the board, as a doctor would. */
async function write(page: Page, text: string, x: number, y: number): Promise<void> {
  await page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'Text' }).click()
  const box = (await board(page).boundingBox())!
  await page.mouse.click(box.x + box.width * x, box.y + box.height * y)
  await page.getByLabel('Text on the chart').fill(text)
  await page.getByLabel('Text on the chart').press('Enter')
  await expect(board(page).getByRole('button', { name: text })).toBeVisible()
}

test('two windows and a broken line at one chart: both hands’ work is saved, once', async ({ browser }) => {
  const desk = await voiceOf(browser, 'reception')
  const patient = await newPatient(desk, { first_name_latin: 'Dao' })
  await consent(desk, patient.id, 'photo_record')
  await desk.context().close()
  const doctor = await voiceOf(browser, 'doctor')
  const session = await ask<Named>(doctor, 'POST', 'clinic/sessions/', { patient: patient.id, title: 'Consultation' })
  await ask(doctor, 'POST', `clinic/sessions/${session.id}/start/`, {})
  const chart = `/emr/patients/${patient.id}/chart`
  const versions = (): Promise<Chart[]> => rows<Chart>(doctor, 'clinic/face-charts/', { session: { eq: session.id } }, { order: 'id' })

  const { page, heard } = await personAt(browser, 'doctor', chart)
  const second = await page.context().newPage()
  await second.goto(chart)
  await expect(board(second)).toBeVisible()

  await test.step('one window saves; the other is shown both sides and keeps both', async () => {
    await write(page, 'here first', 0.45, 0.4)
    await write(second, 'and here', 0.55, 0.55)
    await page.getByRole('button', { name: 'Save version 1' }).click()
    await expect(page.getByRole('button', { name: 'All saved' })).toBeVisible()
    await second.getByRole('button', { name: 'Save version 1' }).click()
    await expect(second.getByRole('alert').filter({ hasText: 'Somebody saved this view meanwhile' })).toBeVisible()
    await expectAccessible(second)
    await second.getByRole('button', { name: 'Keep both' }).click()
    await expect(board(second).getByRole('button', { name: 'here first' })).toBeVisible()
    await second.getByRole('button', { name: 'Save version 2' }).click()
    await expect(second.getByRole('button', { name: 'All saved' })).toBeVisible()
    expect((await versions()).map((one) => one.items.map((item) => item.text))).toEqual([['here first'], ['here first', 'and here']])
  })

  await test.step('the line breaks after the save has reached the server: said plainly, tried again, written once', async () => {
    await second.reload()
    await write(second, 'third', 0.5, 0.65)
    await second.route('**/api/v1/clinic/face-charts/', async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    }, { times: 1 })
    await second.getByRole('button', { name: 'Save version 3' }).click()
    await expect(second.getByRole('alert').filter({ hasText: 'Nothing you entered is lost' })).toBeVisible()
    await second.getByRole('button', { name: 'Save version 3' }).click()
    await expect(second.getByRole('button', { name: 'All saved' })).toBeVisible()
    expect((await versions()).map((one) => one.version_no)).toEqual([1, 2, 3])
  })

  await test.step('a photo that is cut off on its way is sent again at a touch', async () => {
    await second.route((url) => url.origin !== new URL(second.url()).origin, (route) => route.abort('connectionreset'), { times: 1 })
    await second.locator('.fc-views input[type=file]').first().setInputFiles(portrait())
    const row = second.getByRole('group', { name: 'front.png' })
    await expect(row).toContainText('The line broke')
    await row.getByRole('button', { name: 'Retry' }).click()
    await expect(second.getByRole('button', { name: /Front, Before/ })).toBeEnabled()
  })

  await test.step('a file that is no photo is refused before a byte is sent', async () => {
    await second.locator('.fc-views input[type=file]').first().setInputFiles({ name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') })
    await expect(second.getByRole('group', { name: 'notes.pdf' })).toContainText('Only JPEG, PNG and WebP')
  })

  await test.step('who may see what is owed sees it beside the courses', async () => {
    const { page: manager, heard: heardByManager } = await personAt(browser, 'manager', `/emr/patients/${patient.id}/courses`)
    await expect(manager.getByRole('heading', { name: 'No course' })).toBeVisible()
    await expect(manager.getByRole('region', { name: 'Patient', exact: true })).toContainText(/Owes\s*฿0\.00/)
    await expect(manager.getByRole('link', { name: 'Face Chart' })).toHaveCount(0)
    await expectAccessible(manager)
    expect(heardByManager).toEqual([])
  })

  expect(heard.filter((line) => !line.includes('net::ERR_CONNECTION_RESET'))).toEqual([])
})
