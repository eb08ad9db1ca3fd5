import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'

import { patients } from '../doors/patients'
import PatientList from './PatientList.vue'

vi.mock('../doors/patients', async (original) => {
  const real = await original<{ patients: object }>()
  return { ...real, patients: { ...real.patients, search: vi.fn(() => Promise.resolve({ results: [], count: 0 })) } }
})

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('goes to the patient although the search was typed a moment ago', async () => {
  let arrive = (_page: object): void => undefined
  const slow = new Promise<object>((resolve) => (arrive = resolve))
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/emr', component: PatientList },
      { path: '/emr/patients/:id', name: 'emr-overview', component: () => slow as Promise<never> },
    ],
  })
  await router.push('/emr')
  const page = mount({ components: { RouterView }, template: '<RouterView />' }, { global: { plugins: [router] } })
  await flushPromises()
  await page.get('input').setValue('HN-0000303')
  const going = router.push('/emr/patients/303')
  await vi.advanceTimersByTimeAsync(400)
  arrive({ template: '<p>the record</p>' })
  await going
  expect(router.currentRoute.value.fullPath).toBe('/emr/patients/303')
})

it('writes the search into the address when nothing else happens', async () => {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/emr', component: PatientList }] })
  await router.push('/emr')
  const page = mount({ components: { RouterView }, template: '<RouterView />' }, { global: { plugins: [router] } })
  await flushPromises()
  await page.get('input').setValue('303')
  await vi.advanceTimersByTimeAsync(400)
  await flushPromises()
  expect(router.currentRoute.value.fullPath).toBe('/emr?q=303')
  expect(patients.search).toHaveBeenLastCalledWith('303', 0, expect.anything())
})
