import { Problem } from '@aesthetix/sdk'
import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'

import { clinic } from '../doors/clinic'
import { StoreRefused } from './transfer'
import { spoken, useUploads } from './uploads'

let push: () => void = () => undefined
vi.mock('@aesthetix/sdk', async (original) => ({
  ...(await original<object>()),
  subscribe: (_topic: string, heard: () => void) => {
    push = heard
    return () => undefined
  },
}))
vi.mock('./transfer', async (original) => ({ ...(await original<object>()), putWithProgress: () => Promise.resolve() }))

const file = new File([new Uint8Array(10)], 'front.jpg', { type: 'image/jpeg' })

beforeEach(() => {
  vi.restoreAllMocks()
  vi.spyOn(clinic, 'uploadToken').mockResolvedValue({ upload_id: 'u', url: 'https://s3/x', method: 'PUT', headers: {}, expires_at: '' })
  vi.spyOn(clinic, 'confirmUpload').mockResolvedValue({ id: 77 })
})

describe('uploads', () => {
  it('shows "checking" until the push says that the photo is ready', async () => {
    const photo = vi.spyOn(clinic, 'photo').mockResolvedValue({ id: 77, state: 'checking' } as never)
    const arrived = vi.fn()
    const uploads = effectScope().run(() => useUploads(() => 7, arrived))!
    uploads.take([file], 'front', 'before')
    await flushPromises()
    expect(uploads.rows.value[0]?.upload.state).toBe('checking')
    photo.mockResolvedValue({ id: 77, state: 'ready' } as never)
    push()
    await flushPromises()
    expect(uploads.rows.value[0]?.upload.state).toBe('done')
    expect(arrived).toHaveBeenCalledOnce()
  })

  it('asks for nothing where the file is no photo, and says why', () => {
    const uploads = effectScope().run(() => useUploads(() => 7, vi.fn()))!
    uploads.take([new File(['x'], 'a.pdf', { type: 'application/pdf' })], 'front', 'before')
    expect(uploads.rows.value[0]?.upload).toMatchObject({ state: 'failed', reason: 'type', retryable: false })
    expect(clinic.uploadToken).not.toHaveBeenCalled()
  })

  it('tells the broken line from the refusal', () => {
    expect(spoken(new StoreRefused(0))).toMatchObject({ reason: 'network', retryable: true })
    expect(spoken(new StoreRefused(403))).toMatchObject({ reason: 'expired', retryable: true })
    const consent = new Problem({ status: 409, code: 'clinic.photo.needs_photo_consent', title: 'No consent', remedy: 'Record it.' })
    expect(spoken(consent)).toMatchObject({ reason: 'clinic.photo.needs_photo_consent', detail: 'No consent', remedy: 'Record it.' })
    expect(spoken(new Problem({ status: 422, code: 'x', title: 'no' }))).toMatchObject({ retryable: false })
  })
})
