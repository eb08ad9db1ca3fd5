/** The doctor treats: record, photo, face chart, signature; what leaves the store, what goes to the till, what a course holds. */
import type { Page } from '@playwright/test'

import { expect, expectAccessible, personAt, test, voiceOf } from '../support/clinic'
import { portrait } from '../support/picture'
import { allergic, arrived, ask, newPatient, productOf, rows, staffNamed, type Named } from '../support/records'
import { sell } from '../support/till'

interface Quant {
  lot: number
  quantity: string
}
interface Charge {
  product: number
  quantity: string
  unit_price: string
  stock_issued: boolean
  cover: string
  cover_label: string
  state: string
}
interface Chart {
  version_no: number
  view: string
  items: { type: string; x?: number; y?: number; units?: string | null; lot_id?: number; points?: number[][] }[]
}

const inStore = async (doctor: Page, product: number): Promise<Map<number, number>> => {
  const found = await rows<Quant>(doctor, 'inventory/quants/', { product: { eq: product } })
  const sums = new Map<number, number>()
  for (const row of found) sums.set(row.lot, (sums.get(row.lot) ?? 0) + Number(row.quantity))
  return sums
}

/** A consent, recorded on the screen. */
async function consents(page: Page, purpose: string): Promise<void> {
  const card = page.locator('.consent').filter({ has: page.getByRole('heading', { name: purpose, exact: true }) })
  await card.getByRole('button', { name: 'Record consent' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Record consent' }).click()
  await expect(card.getByText('Given', { exact: true })).toBeVisible()
}

const tab = (page: Page, name: string): Promise<void> => page.getByRole('navigation', { name: 'Patient record' }).getByRole('link', { name }).click()

test('a doctor opens the record, photographs, charts and signs; stock, charges and course follow', async ({ browser }) => {
  const desk = await voiceOf(browser, 'reception')
  const till = await voiceOf(browser, 'cashier')
  const patient = await newPatient(desk, { first_name_latin: 'Ratree' })
  await allergic(desk, patient.id, 'Lidocaine')
  await sell(till, [{ product: await productOf(till, 'CPIC6') }], patient.id)
  await arrived(desk, patient.id, await staffNamed(desk, 'Dr. Darin Siriwong'), 'PICO')
  await desk.context().close()
  await till.context().close()

  const { page, heard } = await personAt(browser, 'doctor', '/emr')
  const toxin = await productOf(page, 'BTXA')
  const before = await inStore(page, toxin.id)

  await test.step('finds the patient and sees first what must not be given', async () => {
    await page.getByRole('searchbox').or(page.getByPlaceholder(/HN, name/)).first().fill(patient.hn)
    await page.getByRole('link', { name: new RegExp(patient.hn) }).or(page.getByText(patient.hn)).first().click()
    await expect(page).toHaveURL(new RegExp(`/emr/patients/${patient.id}`))
    await expect(page.getByRole('alert').filter({ hasText: 'Allergy: Lidocaine (high)' })).toContainText('Anaphylaxis')
    await expect(page.getByText('Pico laser toning').first()).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('writes down vital signs and a plan', async () => {
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    const form = page.getByRole('dialog', { name: 'Record vital signs' })
    await form.getByLabel('Pulse').fill('68')
    await form.getByLabel('Systolic').fill('148')
    await form.getByLabel('Diastolic').fill('92')
    await form.getByRole('button', { name: 'Record', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Blood pressure: open the graph' })).toContainText('148/92')
    await expect(page.getByRole('button', { name: 'Blood pressure: open the graph' })).toContainText('High')
    await tab(page, 'Plan')
    await page.getByRole('button', { name: 'Add plan' }).first().click()
    const plan = page.getByRole('dialog', { name: 'Add plan' })
    await plan.getByRole('combobox', { name: 'Treatment' }).fill('PICO')
    await page.getByRole('option', { name: /Pico laser toning/ }).click()
    await expect(plan.getByLabel('What')).toHaveValue('Pico laser toning')
    await plan.getByLabel('What').fill('Pico toning, monthly')
    await plan.getByRole('button', { name: 'Add plan' }).click()
    await expect(page.getByRole('heading', { name: 'Pico toning, monthly' })).toBeVisible()
    await tab(page, 'Overview')
    await expect(page.getByText('Pico toning, monthly')).toBeVisible()
  })

  await test.step('begins; the treatment that was booked is what the session will cost', async () => {
    await page.getByRole('button', { name: 'Start session' }).click()
    await expect(page.getByText(/In progress since/)).toBeVisible()
    await tab(page, 'Face Chart')
    await expect(page.getByRole('region', { name: 'Treatments' })).toContainText('Pico laser toning')
  })

  await test.step('no photo without consent to photos for the record, and the way there is beside the refusal', async () => {
    await page.locator('.fc-views input[type=file]').first().setInputFiles(portrait())
    const row = page.getByRole('group', { name: 'front.png' })
    await expect(row).toContainText(/consent/i)
    await row.getByRole('link', { name: 'Consents' }).click()
    await consents(page, 'Photo for the record')
    await tab(page, 'Face Chart')
  })

  await test.step('the photo goes straight to the store and is “checking” until push says otherwise', async () => {
    await page.evaluate(() => {
      const seen: string[] = []
      Object.assign(window, { seen })
      new MutationObserver(() => {
        const now = document.querySelector('.upl .s')?.textContent?.trim()
        if (now && now !== seen.at(-1)) seen.push(now)
      }).observe(document.body, { subtree: true, childList: true, characterData: true })
    })
    const photo = portrait()
    const put = page.waitForRequest((request) => request.method() === 'PUT')
    await page.locator('.fc-views input[type=file]').first().setInputFiles(photo)
    expect(new URL((await put).url()).origin).not.toBe(new URL(page.url()).origin)
    await expect(page.getByRole('button', { name: /Front, Before/ })).toBeEnabled()
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen)
    expect(seen).toContain('Checking')
    await expectAccessible(page)
  })

  const lot = await test.step('takes a vial', async () => {
    await page.getByRole('button', { name: 'Scan vial' }).click()
    const dialog = page.getByRole('dialog', { name: 'Scan vial' })
    await dialog.getByLabel('Scan', { exact: true }).fill('BTXA')
    await dialog.getByLabel('Scan', { exact: true }).press('Enter')
    const lots = dialog.getByLabel('Lot')
    await expect(lots).toBeEnabled()
    await dialog.getByLabel('Drawn up').fill('10')
    const number = (await lots.locator('option:checked').innerText()).split(',')[0]!
    const [chosen] = await rows<Named>(page, 'inventory/lots/', { number: { eq: number } })
    await dialog.getByRole('button', { name: 'Take vial' }).click()
    await expect(dialog).toBeHidden()
    return chosen!.id
  })

  await test.step('places four points and a line on the photo', async () => {
    await page.getByRole('button', { name: /Front, Before/ }).click()
    const board = page.getByRole('group', { name: 'Face chart', exact: true })
    const box = (await board.boundingBox())!
    const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y]
    await page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'Point' }).click()
    for (const [x, y] of [[0.46, 0.34], [0.54, 0.34], [0.45, 0.42], [0.55, 0.42]] as const) await page.mouse.click(...at(x, y))
    await expect(board.getByRole('button', { name: /Botulinum toxin A.*2U/ })).toHaveCount(4)
    await page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'Draw' }).click()
    await page.mouse.move(...at(0.44, 0.6))
    await page.mouse.down()
    for (let step = 1; step <= 8; step += 1) await page.mouse.move(...at(0.44 + step * 0.015, 0.6 + Math.sin(step) * 0.01))
    await page.mouse.up()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Redo' }).click()
  })

  const session = await test.step('saves: normalised annotations, a version', async () => {
    const answer = page.waitForResponse((one) => one.url().includes('/clinic/face-charts/') && one.request().method() === 'POST')
    await page.getByRole('button', { name: 'Save version 1' }).click()
    const sent = (await answer).request().postDataJSON() as { session: number }
    await expect(page.getByRole('button', { name: 'All saved' })).toBeDisabled()
    const [chart] = await rows<Chart>(page, 'clinic/face-charts/', { session: { eq: sent.session } })
    expect(chart).toMatchObject({ version_no: 1, view: 'front' })
    const points = chart!.items.filter((item) => item.type === 'point')
    expect(points.map((item) => Number(item.units))).toEqual([2, 2, 2, 2])
    expect(points.every((item) => item.lot_id === lot && item.x! > 0 && item.x! < 1 && item.y! > 0 && item.y! < 1)).toBe(true)
    const [stroke] = chart!.items.filter((item) => item.type === 'stroke')
    expect(stroke!.points!.length).toBeGreaterThan(2)
    expect(stroke!.points!.flatMap(([x, y]) => [x!, y!]).every((one) => one >= 0 && one <= 1)).toBe(true)
    return sent.session
  })

  await test.step('what was drawn must come out: two units are written off before the session can end', async () => {
    await expect(page.getByRole('button', { name: /Complete session: .* open/ })).toBeDisabled()
    await page.getByRole('button', { name: 'Record waste' }).click()
    const waste = page.getByRole('dialog', { name: 'Record waste' })
    await expect(waste.getByLabel('Wasted')).toHaveValue('2')
    await waste.getByLabel('Reason').fill('Left in the syringe')
    await waste.getByRole('button', { name: 'Record waste' }).click()
    await page.getByRole('button', { name: 'Complete session', exact: true }).click()
    await expect(page.getByText(/Completed since/)).toBeVisible()
  })

  await test.step('signing is refused without consent to treatment; with it the record is closed', async () => {
    await page.getByRole('button', { name: 'Sign and lock' }).click()
    const refusal = page.getByRole('alert').filter({ hasText: /consent to treatment/i })
    await expect(refusal).toBeVisible()
    await refusal.getByRole('button', { name: 'Consents' }).click()
    await consents(page, 'Treatment')
    await page.getByRole('button', { name: 'Sign and lock' }).click()
    await expect(page.getByRole('button', { name: 'Sign and lock' })).toBeHidden()
  })

  await test.step('History tells the session with time, photo mark and source', async () => {
    await tab(page, 'History')
    const visit = page.getByRole('article').filter({ hasText: 'Pico laser toning' })
    await expect(visit).toContainText('Signed')
    await expect(visit.getByText('From Face Canvas', { exact: true })).toBeVisible()
    await expect(visit).toContainText(/\d\d:\d\d:\d\d\s*Face chart saved/)
    await expect(visit.getByLabel('with photo').first()).toBeVisible()
    await expect(visit).toContainText('1 photo')
    await expectAccessible(page)
  })

  await test.step('ten units have left the lot, charges wait at the till, a session of the course is held', async () => {
    const after = await inStore(page, toxin.id)
    expect((before.get(lot) ?? 0) - (after.get(lot) ?? 0)).toBe(10)
    const charges = await ask<Charge[]>(page, 'GET', `clinic/sessions/${session}/charges/`)
    const pico = await productOf(page, 'PICO')
    expect(charges.find((one) => one.product === pico.id)).toMatchObject({ state: 'billable', cover_label: 'Pico laser toning ×6 1/6' })
    expect(charges.find((one) => one.product === toxin.id)).toMatchObject({ state: 'billable', quantity: '8.00', unit_price: toxin.price, stock_issued: true, cover: '' })
    const [course] = await rows<Named & { held: number; used: number; sold: number }>(page, 'courses/balances/', { patient: { eq: patient.id } })
    expect(course).toMatchObject({ sold: 6, used: 0, held: 1 })
    await tab(page, 'Courses')
    await expect(page.getByText('1 held')).toBeVisible()
    await expectAccessible(page)
    await tab(page, 'Plan')
    await expect(page.getByText('1 of 3')).toBeVisible()
  })

  expect(heard).toEqual([])
})
