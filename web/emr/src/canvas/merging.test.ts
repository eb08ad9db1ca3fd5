import { describe, expect, it } from 'vitest'

import { merged } from './merging'
import type { TextItem } from './model'

const note = (id: string, text = id): TextItem => ({ id, type: 'text', x: 0.5, y: 0.5, text })
const ids = (items: readonly { id: string }[]): string[] => items.map((item) => item.id)

describe('two people at one chart', () => {
  it('keeps what each of them added', () => {
    expect(ids(merged([note('a')], [note('a'), note('theirs')], [note('a'), note('mine')]))).toEqual(['a', 'theirs', 'mine'])
  })

  it('lets go of what either of them removed', () => {
    expect(ids(merged([note('a'), note('b'), note('c')], [note('b'), note('c')], [note('a'), note('b')]))).toEqual(['b'])
  })

  it('takes a change from the one who made it, and mine where both did', () => {
    const base = [note('a', 'old'), note('b', 'old'), note('c', 'old')]
    const theirs = [note('a', 'theirs'), note('b', 'old'), note('c', 'theirs')]
    const mine = [note('a', 'old'), note('b', 'mine'), note('c', 'mine')]
    expect(merged(base, theirs, mine).map((item) => (item as TextItem).text)).toEqual(['theirs', 'mine', 'mine'])
  })

  it('keeps both where nobody had saved before', () => {
    expect(ids(merged([], [note('theirs')], [note('mine')]))).toEqual(['theirs', 'mine'])
  })
})
