/** A new patient rings, is booked by the day calendar, and comes in: the doctor hears of it without touching anything. */
import { expect, expectAccessible, personAt, test } from '../support/clinic'
import { ask, clock, freeAt, newPatient, newPhone, staffNamed, unique, type Patient } from '../support/records'

const DOCTOR = 'Dr. Darin Siriwong'
const masked = (phone: string): string => `${phone.slice(0, 3)}-XXX-${phone.slice(-4)}`

test('reception books a new patient by practitioner and marks the arrival; the doctor’s inbox fills by push', async ({ browser }) => {
  const { page: desk, heard: heardAtDesk } = await personAt(browser, 'reception', '/calendar')
  const { page: doctor, heard: heardByDoctor } = await personAt(browser, 'doctor', '/inbox')
  const known = await newPatient(desk, { first_name_latin: 'Kanya' })
  const darin = await staffNamed(desk, DOCTOR)
  const begins = await freeAt(desk, darin.id, 60)
  const last = unique()
  const phone = newPhone()

  await test.step('the day stands by practitioner', async () => {
    await expect(desk.getByRole('radio', { name: 'Practitioner' }).or(desk.getByRole('button', { name: 'Practitioner' }))).toBeVisible()
    await expect(desk.getByRole('region', { name: DOCTOR })).toBeVisible()
    await expectAccessible(desk)
  })

  await test.step('while the new patient is typed in, somebody alike is shown', async () => {
    await desk.getByRole('button', { name: 'Book', exact: true }).click()
    const form = desk.getByRole('dialog', { name: 'New appointment' })
    await form.getByText('New patient').click()
    await form.getByLabel('First name (Latin)').fill(known.name.split(' ')[0]!)
    await form.getByLabel('Last name (Latin)').fill(known.name.split(' ')[1]!)
    await expect(form.getByTestId('duplicates')).toContainText(known.hn)
    await expect(form.getByTestId('duplicates')).toContainText('similar name')
    await expectAccessible(desk)
  })

  const booked = await test.step('it is somebody else: she is registered and booked in one go', async () => {
    const form = desk.getByRole('dialog', { name: 'New appointment' })
    await form.getByLabel('First name (Latin)').fill('Pornthip')
    await form.getByLabel('Last name (Latin)').fill(last)
    await expect(form.getByTestId('duplicates')).toBeHidden()
    await form.getByLabel('Phone').fill(phone)
    await form.getByLabel('Date of birth').fill('1991-07-03')
    await form.getByLabel('Practitioner').selectOption({ label: DOCTOR })
    await form.getByRole('combobox', { name: 'Treatment' }).fill('Pico laser toning')
    await desk.getByRole('option', { name: /Pico laser toning/ }).first().click()
    await form.getByLabel('Begins').fill(clock(begins))
    const answer = desk.waitForResponse((one) => one.url().endsWith('/api/v1/appointments/appointments/') && one.request().method() === 'POST')
    await form.getByRole('button', { name: 'Book appointment' }).click()
    const made = (await (await answer).json()) as { id: number; patient: number; starts_at: string; ends_at: string }
    await expect(form).toBeHidden()
    expect(Date.parse(made.ends_at) - Date.parse(made.starts_at)).toBe(45 * 60_000)
    return made
  })

  await test.step('from now on her number is masked for the desk, on the screen and in the answer', async () => {
    const lane = desk.getByRole('region', { name: DOCTOR })
    await expect(lane.getByRole('button', { name: new RegExp(last) })).toBeVisible()
    const details = desk.getByRole('region', { name: 'Details' })
    await expect(details).toContainText(masked(phone))
    const seen = await ask<Patient>(desk, 'GET', `patients/patients/${booked.patient}/`)
    expect(seen.phone).toBe(masked(phone))
    const full = await ask<Patient>(doctor, 'GET', `patients/patients/${booked.patient}/`)
    expect(full.phone.replace(/\D/g, '')).toBe(phone)
  })

  await test.step('the same hour cannot be given away twice', async () => {
    await desk.getByRole('button', { name: 'Book', exact: true }).click()
    const form = desk.getByRole('dialog', { name: 'New appointment' })
    await form.getByRole('combobox', { name: 'Patient' }).fill(known.hn)
    await desk.getByRole('option', { name: new RegExp(known.hn) }).click()
    await form.getByLabel('Practitioner').selectOption({ label: DOCTOR })
    await form.getByLabel('Begins').fill(clock(begins))
    await form.getByRole('button', { name: 'Book appointment' }).click()
    await expect(form.getByRole('alert').or(form.locator('.banner.danger')).first()).toContainText(/taken/i)
    await form.getByRole('button', { name: 'Cancel' }).click()
    await expect(form).toBeHidden()
  })

  await test.step('she arrives; the doctor’s task appears by push, with its process', async () => {
    const tasks = doctor.getByRole('region', { name: 'Tasks' })
    const before = await tasks.locator('.inbox-row').count()
    await doctor.evaluate(() => Object.assign(window, { untouched: true }))
    const details = desk.getByRole('region', { name: 'Details' })
    await details.getByRole('button', { name: 'Arrive' }).click()
    await expect(details).toContainText('Arrived')
    await expect(tasks.locator('.inbox-row')).toHaveCount(before + 1)
    expect(await doctor.evaluate(() => 'untouched' in window)).toBe(true)
  })

  await test.step('the task leads to her face chart', async () => {
    const newest = await ask<{ results: { id: number; link: string }[] }>(doctor, 'GET', 'flows/tasks/?box=inbox&limit=100')
    const task = newest.results.find((one) => one.link === `/emr/patients/${booked.patient}/chart`)
    expect(task).toBeDefined()
    await doctor.goto(`/inbox/${task!.id}`)
    await expect(doctor.getByRole('heading', { name: 'Treat', exact: true }).first()).toBeVisible()
    await expect(doctor.getByRole('region', { name: 'Process' })).toBeVisible()
    await expectAccessible(doctor)
    await doctor.getByRole('link', { name: 'Open and do it' }).click()
    await expect(doctor).toHaveURL(new RegExp(`/emr/patients/${booked.patient}/chart`))
    await expect(doctor.getByRole('heading', { level: 1 })).toContainText(last)
  })

  expect(heardAtDesk).toEqual([])
  expect(heardByDoctor).toEqual([])
})
