import { describe, expect, it } from 'vitest'
import { isTaxId } from './tax-id'

describe('a tax id', () => {
  it('has thirteen digits, and its check digit', () => {
    expect(isTaxId('0105561234560')).toBe(true)
    expect(['0105561234567', '010556123456', '01055612345600', '', 'abcdefghijklm'].map(isTaxId)).toEqual([false, false, false, false, false])
  })
})
