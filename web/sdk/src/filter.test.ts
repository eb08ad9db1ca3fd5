import { describe, expect, it } from 'vitest'

import vectors from '../../../erp/kernel/rest/filter_vectors.json'
import { matches, type Filter, type Row } from './filter'

describe('the filter language agrees with the server', () => {
  it.each(vectors.cases as unknown as { name: string; where: Filter; row: Row; passes: boolean }[])('$name', ({ where, row, passes }) => expect(matches(where, row)).toBe(passes))
})
